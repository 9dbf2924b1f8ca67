CREATE TABLE IF NOT EXISTS tenant (
    name VARCHAR(31) NOT NULL PRIMARY KEY,
    password VARCHAR(200) NOT NULL,
    zoom_account VARCHAR(100),
    zoom_user VARCHAR(100)
);
