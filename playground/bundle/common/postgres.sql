CREATE TABLE clinic (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, fee numeric(8, 2) DEFAULT 0 CHECK (fee >= 0), tags text[], about jsonb, UNIQUE (name))
CREATE TABLE visit (id bigserial PRIMARY KEY, clinic integer NOT NULL REFERENCES clinic ON DELETE CASCADE, at timestamptz DEFAULT now(), until timestamp, day date, takes interval, key uuid DEFAULT gen_random_uuid(), paid double precision, done boolean, code varchar(8), data bytea)
CREATE UNIQUE INDEX visit_key ON visit (key)
CREATE INDEX visit_at ON visit USING btree (clinic, at DESC NULLS LAST) INCLUDE (paid) WHERE done
CREATE INDEX about_gin ON clinic USING gin (about)
CREATE INDEX lower_name ON clinic (lower(name))
CREATE INDEX visit_day ON visit USING hash (day)
CREATE INDEX visit_brin ON visit USING brin (at)
CREATE VIEW busy AS SELECT clinic, count(*) AS n FROM visit GROUP BY clinic HAVING count(*) > 1
CREATE MATERIALIZED VIEW totals AS SELECT clinic, sum(paid) AS paid FROM visit GROUP BY 1
CREATE TYPE mood AS ENUM ('good', 'bad')
CREATE DOMAIN email AS text CHECK (VALUE LIKE '%@%')
CREATE SEQUENCE numbers START 10
CREATE SCHEMA other
CREATE TABLE other.part (id int, day date, PRIMARY KEY (id, day)) PARTITION BY RANGE (day)
CREATE TABLE other.part_one PARTITION OF other.part FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')
CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2'
CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.paid IS NULL THEN NEW.paid := 1.5; END IF; RETURN NEW; EXCEPTION WHEN others THEN RAISE NOTICE 'no %', SQLERRM; RETURN NULL; END $$
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON visit FOR EACH ROW EXECUTE FUNCTION stamp()
INSERT INTO clinic (name, fee, tags, about) VALUES ('North', 10, '{a,b}', '{"beds": 3, "open": [1, 2], "at": {"x": null}}'), ('South', 20.5, ARRAY['c'], '[]'), ('Zoë', NULL, NULL, NULL)
INSERT INTO visit (clinic, day, takes, done, code, data, until) SELECT c.id, date '2026-01-31' + n, make_interval(mins => n), n % 2 = 0, 'c' || n, '\xff', timestamp '2026-01-31 09:30' FROM clinic c, generate_series(1, 50) n
INSERT INTO clinic (name) VALUES ('North') ON CONFLICT (name) DO UPDATE SET fee = clinic.fee + EXCLUDED.fee RETURNING id, fee
INSERT INTO clinic (name) VALUES ('North') ON CONFLICT DO NOTHING
INSERT INTO clinic (name) VALUES ('North')
INSERT INTO clinic (name) VALUES (NULL)
INSERT INTO clinic (name, fee) VALUES ('x', -1)
INSERT INTO clinic (name, fee) VALUES ('x', 1e9)
INSERT INTO visit (clinic) VALUES (99)
INSERT INTO visit (clinic, code) VALUES (1, 'much too long')
INSERT INTO other.part VALUES (1, '2026-05-05')
INSERT INTO other.part VALUES (1, '2036-05-05')
MERGE INTO clinic c USING (VALUES ('North', 1), ('West', 2)) v (name, fee) ON c.name = v.name WHEN MATCHED THEN UPDATE SET fee = v.fee WHEN NOT MATCHED THEN INSERT (name, fee) VALUES (v.name, v.fee)
ANALYZE
SELECT c.name, v.at, count(*) OVER () FROM clinic c LEFT JOIN visit v ON v.clinic = c.id AND v.done WHERE c.name ILIKE '%o%' OR c.name ~ '^S' ORDER BY c.fee DESC NULLS FIRST, v.id LIMIT 2 OFFSET 1
SELECT * FROM clinic c FULL JOIN visit v ON v.clinic = c.id RIGHT JOIN clinic d ON d.id = c.id CROSS JOIN (VALUES (1), (2)) n (i) WHERE i = 1 LIMIT 3
SELECT clinic, count(*), count(DISTINCT day), sum(paid), avg(paid), min(at), max(code), bool_or(done), array_agg(id ORDER BY id), string_agg(code, ','), jsonb_agg(id), stddev(paid), percentile_cont(0.5) WITHIN GROUP (ORDER BY paid), count(*) FILTER (WHERE done) FROM visit GROUP BY clinic ORDER BY 2
SELECT clinic, day, sum(paid) FROM visit GROUP BY ROLLUP (clinic, day) ORDER BY 1, 2 LIMIT 5
SELECT DISTINCT ON (clinic) clinic, id FROM visit ORDER BY clinic, at DESC
SELECT id, row_number() OVER (PARTITION BY clinic ORDER BY at), rank() OVER w, lag(paid) OVER w, sum(paid) OVER (w ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), first_value(id) OVER w, ntile(3) OVER w FROM visit WINDOW w AS (ORDER BY id) LIMIT 5
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5) SELECT * FROM n
WITH gone AS (DELETE FROM visit WHERE id < 3 RETURNING *) SELECT count(*) FROM gone
SELECT name FROM clinic WHERE id IN (SELECT clinic FROM visit) AND NOT EXISTS (SELECT 1 FROM visit WHERE paid > 5 AND clinic = clinic.id) UNION SELECT 'x' INTERSECT SELECT 'x' EXCEPT ALL SELECT 'y'
SELECT * FROM clinic, LATERAL (SELECT id FROM visit WHERE clinic = clinic.id ORDER BY at LIMIT 1) v WHERE fee = ANY (ARRAY[10, 20.5]) AND fee BETWEEN 1 AND 30
SELECT CASE WHEN fee > 5 THEN 'dear' ELSE coalesce(name, '') END, upper(name), length(name), substring(name, 1, 2), position('o' in name), replace(name, 'o', '0'), trim(name), split_part(name, 'o', 1), left(name, 1), lpad(name, 9, '.'), concat_ws('-', name, fee), format('%s %I', name, name), nullif(fee, 10), greatest(fee, 1), round(fee, 1), abs(-fee), fee % 3, power(2, 3), md5(name), reverse(name), initcap(name), repeat('a', 2), regexp_replace(name, 'o', 'x'), name LIKE 'N%', sha256('a'), encode('a', 'base64'), floor(1.5), ceil(1.5), sqrt(2), ln(2), random(), mod(7, 3), trunc(1.55, 1) FROM clinic
SELECT now(), current_date, at + interval '1 day', at::date, age(at), extract(epoch FROM at), date_trunc('month', at), to_char(at, 'YYYY-MM-DD HH24:MI'), at AT TIME ZONE 'UTC', day - 1, day - date '2026-01-01', takes * 2, until::time, day::text, to_timestamp(0), make_date(2026, 1, 1), at > now() - interval '1 hour', localtimestamp, isfinite(at), date_part('dow', day), to_date('2026', 'YYYY'), overlay('abc' placing 'x' from 1) FROM visit LIMIT 2
SELECT about->'open'->>0, about #>> '{at,x}', about ? 'beds', about @> '{"beds": 3}', jsonb_set(about, '{beds}', '4'), about - 'beds', jsonb_array_length(about->'open'), jsonb_typeof(about), jsonb_build_object('a', 1), to_jsonb(clinic), row_to_json(clinic), about || '{"z": 1}', jsonb_path_query_array(about, '$.open[*]'), (about->>'beds')::int FROM clinic WHERE about IS NOT NULL AND jsonb_typeof(about) = 'object'
SELECT key, value FROM jsonb_each_text('{"a": 1}')
SELECT unnest(tags), array_length(tags, 1), 'a' = ANY (tags), tags || 'z', tags[1], cardinality(tags), array_position(tags, 'a'), tags && ARRAY['a'] FROM clinic
SELECT to_tsvector('english', 'quick foxes') @@ to_tsquery('fox'), ts_rank(to_tsvector('a'), to_tsquery('a')), plainto_tsquery('a b'), websearch_to_tsquery('a or b'), ts_headline('a b', to_tsquery('a'))
SELECT int4range(1, 5) @> 3, daterange('2026-01-01', '2026-02-01') && daterange('2026-01-15', NULL), 'good'::mood < 'bad'::mood, '10.0.0.1'::inet << '10.0.0.0/8', 1::bit(3), '7'::int + '1.5'::numeric, 'x'::text COLLATE "C", 5 / 2, 5.0 / 2, 7 % 2, 1 << 2, ~1, NOT true, NULL IS DISTINCT FROM 1, row(1, 2) = row(1, 2), '{1,2}'::int[], 1e10::float4, pg_typeof(1)
SELECT nextval('numbers'), currval('numbers'), twice(4), version(), current_user, current_setting('server_version'), pg_sleep(0), pg_relation_size('visit'), txid_current(), set_config('a.b', 'c', true), to_regclass('nothing'), pg_advisory_xact_lock(1), obj_description(1)
SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'
SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'visit'
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint LIMIT 3
SELECT * FROM pg_stat_user_tables LIMIT 1
SELECT * FROM pg_locks LIMIT 1
EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT * FROM visit v JOIN clinic c ON c.id = v.clinic WHERE v.at > now() ORDER BY v.paid
EXPLAIN SELECT count(*) FROM visit a JOIN visit b USING (code) GROUP BY a.clinic
SET LOCAL enable_seqscan = off
SELECT * FROM visit WHERE clinic = 1 AND done ORDER BY at DESC NULLS LAST
SELECT * FROM visit WHERE day = '2026-02-02'
SELECT * FROM visit WHERE at < now() AND clinic IN (1, 2) ORDER BY id DESC
SET LOCAL enable_hashjoin = off
SELECT count(*) FROM visit a JOIN visit b ON a.code = b.code
SET LOCAL enable_mergejoin = off
SELECT count(*) FROM visit a JOIN visit b ON a.code = b.code
RESET ALL
UPDATE visit SET paid = paid * 2, code = NULL FROM clinic c WHERE c.id = visit.clinic AND c.name = 'North' RETURNING visit.*
DELETE FROM visit USING clinic c WHERE c.id = visit.clinic AND c.name = 'South'
ALTER TABLE visit ADD COLUMN note text NOT NULL DEFAULT '', ADD CONSTRAINT positive CHECK (paid > 0) NOT VALID
ALTER TABLE visit VALIDATE CONSTRAINT positive
ALTER TABLE visit RENAME COLUMN note TO remark
ALTER TABLE visit ALTER COLUMN code TYPE integer USING 1, ALTER COLUMN done SET NOT NULL
ALTER TABLE visit ALTER COLUMN done DROP DEFAULT, DROP COLUMN remark
ALTER TABLE clinic ADD CONSTRAINT no_overlap EXCLUDE USING gist (int4range(id, id + 1) WITH &&)
ALTER TABLE clinic ENABLE ROW LEVEL SECURITY
CREATE POLICY own ON clinic USING (name = current_setting('app.name', true)) WITH CHECK (true)
CREATE ROLE reader
GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader
SET LOCAL ROLE reader
SELECT * FROM clinic
INSERT INTO clinic (name) VALUES ('no')
RESET ROLE
REVOKE ALL ON clinic FROM reader
REFRESH MATERIALIZED VIEW totals
SAVEPOINT s
DELETE FROM clinic WHERE id = 2
ROLLBACK TO s
RELEASE s
SELECT * FROM clinic WHERE id = 1 FOR UPDATE SKIP LOCKED
SELECT * FROM clinic FOR SHARE NOWAIT
LOCK TABLE clinic IN ACCESS EXCLUSIVE MODE
DECLARE c CURSOR FOR SELECT * FROM visit
FETCH 5 FROM c
CLOSE c
PREPARE p AS SELECT $1::int
EXECUTE p (1)
DEALLOCATE p
DO $$ DECLARE r record; n int := 0; BEGIN FOR r IN SELECT * FROM clinic LOOP n := n + 1; EXIT WHEN n > 2; END LOOP; WHILE n < 5 LOOP n := n + 1; END LOOP; PERFORM pg_notify('a', 'b'); IF n = 5 THEN RAISE EXCEPTION 'stop' USING ERRCODE = 'P0002'; END IF; END $$
SET TRANSACTION ISOLATION LEVEL SERIALIZABLE
SHOW search_path
LISTEN a
NOTIFY a, 'b'
COMMENT ON TABLE clinic IS 'where'
TRUNCATE visit RESTART IDENTITY CASCADE
VACUUM clinic
REINDEX TABLE clinic
SELECT 1 / 0
SELECT 'x'::int
SELECT '2026-13-01'::date
SELECT nothing
SELECT * FROM nothing
SELEC 1
SELECT unknown_function(1)
SELECT 9223372036854775807 + 1
SELECT (SELECT id FROM clinic)
DROP TABLE clinic
DROP VIEW busy CASCADE
DROP TABLE visit, clinic CASCADE
DROP INDEX nothing
DROP FUNCTION twice
DROP SCHEMA other CASCADE
DROP TYPE mood
