CREATE TABLE IF NOT EXISTS camel_zoom_token (
    token_key VARCHAR(64) NOT NULL PRIMARY KEY,
    version BIGINT NOT NULL,
    content BYTEA NOT NULL
);
