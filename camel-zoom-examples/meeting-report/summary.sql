SELECT host, COUNT(DISTINCT uuid) AS meetings, COUNT(place) AS attendances, COUNT(DISTINCT NULLIF(email, '')) AS people,
       COALESCE(SUM(seconds), 0) / 60 AS minutes
FROM meeting LEFT JOIN attendance ON meeting = uuid
WHERE held_on = CAST(:#${header.CamelZoomParamFrom} AS DATE)
GROUP BY host ORDER BY host
