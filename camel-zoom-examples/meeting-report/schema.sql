CREATE TABLE IF NOT EXISTS meeting (
    uuid VARCHAR(64) PRIMARY KEY,
    meeting_number BIGINT NOT NULL,
    held_on DATE NOT NULL,
    topic VARCHAR(1000),
    host VARCHAR(200),
    started TIMESTAMP WITH TIME ZONE,
    minutes INTEGER
);
-- Guests have neither id nor address and may be told alike, so a row is known by its place in Zoom's list.
CREATE TABLE IF NOT EXISTS attendance (
    meeting VARCHAR(64) NOT NULL,
    place INTEGER NOT NULL,
    name VARCHAR(200),
    email VARCHAR(200),
    joined TIMESTAMP WITH TIME ZONE,
    seconds INTEGER,
    PRIMARY KEY (meeting, place)
);
