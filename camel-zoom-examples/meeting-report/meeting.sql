MERGE INTO meeting KEY (uuid)
VALUES (:#uuid, :#id, :#${header.CamelZoomParamFrom}, :#topic, :#user_email, :#start_time, :#duration)
