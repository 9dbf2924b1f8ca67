MERGE INTO attendance KEY (meeting, place)
VALUES (:#${variable.meeting[uuid]}, :#${exchangeProperty.CamelSplitIndex}, :#name, :#user_email, :#join_time, :#duration)
