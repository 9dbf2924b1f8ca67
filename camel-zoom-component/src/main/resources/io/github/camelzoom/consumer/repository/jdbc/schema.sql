CREATE TABLE camel_zoom_state (
    state_key   VARCHAR(255)  NOT NULL PRIMARY KEY,
    state_value VARCHAR(1000) NOT NULL
);
