CREATE TABLE clinic (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, fee NUMERIC DEFAULT 0 CHECK (fee >= 0))
CREATE TABLE visit (id INTEGER PRIMARY KEY AUTOINCREMENT, clinic REFERENCES clinic (id) ON DELETE CASCADE, at TEXT, paid REAL)
PRAGMA foreign_keys = ON
CREATE INDEX visit_at ON visit (clinic, at DESC)
CREATE VIEW busy AS SELECT clinic, count(*) AS n FROM visit GROUP BY clinic HAVING count(*) > 1
CREATE TRIGGER stamp AFTER INSERT ON visit BEGIN UPDATE visit SET paid = 1.5 WHERE id = new.id; END
INSERT INTO clinic (name, fee) VALUES ('North', 10), ('South', 20.5), ('Zoë', NULL)
INSERT INTO visit (clinic, at) SELECT id, '2026-01-0' || id FROM clinic
INSERT INTO clinic (name) VALUES ('North') ON CONFLICT (name) DO UPDATE SET fee = fee + 1 RETURNING id, fee
INSERT OR IGNORE INTO clinic (id, name) VALUES (1, 'North')
INSERT INTO clinic (name) VALUES (NULL)
INSERT INTO visit (clinic) VALUES (99)
SELECT c.name, v.at FROM clinic c LEFT JOIN visit v ON v.clinic = c.id WHERE c.name LIKE '%o%' ORDER BY c.fee DESC, v.at LIMIT 2 OFFSET 1
SELECT name FROM clinic WHERE id IN (SELECT clinic FROM visit WHERE at BETWEEN '2026' AND '2027') UNION ALL SELECT 'x' EXCEPT SELECT 'y'
WITH RECURSIVE n (i) AS (SELECT 1 UNION SELECT i + 1 FROM n WHERE i < 5) SELECT sum(i), avg(i), min(i), max(i), group_concat(i) FROM n
SELECT id, row_number() OVER (PARTITION BY clinic ORDER BY at), lag(at) OVER (ORDER BY id) FROM visit
SELECT CASE WHEN fee > 5 THEN 'dear' ELSE coalesce(name, '') END, upper(name), substr(name, 1, 2), round(fee, 1), abs(-fee) FROM clinic
SELECT date('now'), strftime('%Y', '2026-01-31'), json_extract('{"a": [1]}', '$.a[0]'), typeof(1), hex(x'ff'), CAST('7' AS INTEGER)
EXPLAIN QUERY PLAN SELECT * FROM visit WHERE clinic = 1 ORDER BY at
SELECT DISTINCT clinic FROM busy JOIN visit USING (clinic) WHERE EXISTS (SELECT 1 FROM clinic) AND NOT clinic IS NULL
ALTER TABLE visit ADD COLUMN note TEXT
ALTER TABLE visit RENAME COLUMN note TO remark
UPDATE visit SET remark = 'late', paid = paid * 2 WHERE clinic = (SELECT max(id) FROM clinic)
SAVEPOINT s
DELETE FROM clinic WHERE id = 2
ROLLBACK TO s
RELEASE s
DELETE FROM visit
DROP TABLE nothing
SELEC 1
SELECT * FROM clinic WHERE name = ?
VACUUM
