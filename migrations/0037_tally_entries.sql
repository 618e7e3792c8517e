-- What entries say of earlier ones, and which were recorded late (worker/store/lists/entries.ts), kept by triggers with the
-- rows of records, whoever changes them. Everything is read in envelopes, so that no erasure changes it.
CREATE TABLE `entry_note` (
	`index` integer NOT NULL,
	`told` text NOT NULL,
	`year` integer NOT NULL,
	`department` text NOT NULL,
	`record` text NOT NULL,
	PRIMARY KEY(`told`, `index`)
);
--> statement-breakpoint
CREATE INDEX `entry_note_department` ON `entry_note` (`told`,`department`,`index`);--> statement-breakpoint
CREATE INDEX `entry_note_year` ON `entry_note` (`told`,`year`,`index`);--> statement-breakpoint
CREATE INDEX `entry_note_record` ON `entry_note` (`record`);--> statement-breakpoint
CREATE TABLE `entry_tally` (
	`year` integer NOT NULL,
	`department` text NOT NULL,
	`told` text NOT NULL,
	`delivered` integer NOT NULL,
	`late` integer NOT NULL,
	`n` integer NOT NULL,
	PRIMARY KEY(`year`, `department`, `told`, `delivered`, `late`)
);
--> statement-breakpoint
-- Late: five days or more after the last day that its time may mean, by the ledger's own clock.
CREATE VIEW entry_told AS SELECT e."index" AS "index", e.record AS record, e.seq AS seq, ifnull(e.department, '') AS department,
  CAST(substr(json_extract(CAST(e.leaf AS TEXT), '$.recorded'), 1, 4) AS INTEGER) AS year,
  CASE substr(e.kind, instr(e.kind, '.') + 1) WHEN 'annulled' THEN 'annulled' WHEN 'reinstated' THEN 'put_back'
    WHEN 'put_back' THEN 'put_back' WHEN 'restored' THEN 'put_back' WHEN 'corrected' THEN 'corrected'
    ELSE iif(e.kind GLOB '*[_]corrected', 'corrected', '') END AS told,
  ifnull(julianday(substr(json_extract(CAST(e.leaf AS TEXT), '$.recorded'), 1, 10)) - julianday(
    CASE length(json_extract(CAST(e.leaf AS TEXT), '$.occurred'))
      WHEN 4 THEN json_extract(CAST(e.leaf AS TEXT), '$.occurred') || '-12-31'
      WHEN 7 THEN date(json_extract(CAST(e.leaf AS TEXT), '$.occurred') || '-01', '+1 month', '-1 day')
      ELSE date(json_extract(CAST(e.leaf AS TEXT), '$.occurred')) END) >= 5, 0) AS late
  FROM entry e;
--> statement-breakpoint
CREATE TRIGGER entry_tally_insert AFTER INSERT ON record WHEN NEW.kind NOT IN ('account', 'digest', 'rulebook', 'catalogue') BEGIN
  INSERT INTO entry_tally (year, department, told, delivered, late, n)
    SELECT year, department, told, NEW.register IS NOT NULL, late, count(*) FROM entry_told WHERE record = NEW.id AND seq <= NEW.seq
    GROUP BY year, department, told, late
    ON CONFLICT (year, department, told, delivered, late) DO UPDATE SET n = n + excluded.n;
  INSERT OR IGNORE INTO entry_note ("index", told, year, department, record)
    SELECT "index", told, year, department, record FROM entry_told WHERE record = NEW.id AND seq <= NEW.seq AND told <> ''
    UNION ALL SELECT "index", 'late', year, department, record FROM entry_told WHERE record = NEW.id AND seq <= NEW.seq AND late AND NEW.register IS NULL;
END;
--> statement-breakpoint
CREATE TRIGGER entry_tally_update AFTER UPDATE OF seq, register ON record
WHEN NEW.kind NOT IN ('account', 'digest', 'rulebook', 'catalogue') AND (OLD.register IS NULL) = (NEW.register IS NULL) AND NEW.seq > OLD.seq BEGIN
  INSERT INTO entry_tally (year, department, told, delivered, late, n)
    SELECT year, department, told, NEW.register IS NOT NULL, late, count(*) FROM entry_told WHERE record = NEW.id AND seq > OLD.seq AND seq <= NEW.seq
    GROUP BY year, department, told, late
    ON CONFLICT (year, department, told, delivered, late) DO UPDATE SET n = n + excluded.n;
  INSERT OR IGNORE INTO entry_note ("index", told, year, department, record)
    SELECT "index", told, year, department, record FROM entry_told WHERE record = NEW.id AND seq > OLD.seq AND seq <= NEW.seq AND told <> ''
    UNION ALL SELECT "index", 'late', year, department, record FROM entry_told WHERE record = NEW.id AND seq > OLD.seq AND seq <= NEW.seq AND late AND NEW.register IS NULL;
END;
--> statement-breakpoint
-- A record that turns out to have been delivered, or not to have been: all of its entries count anew.
CREATE TRIGGER entry_tally_moved AFTER UPDATE OF seq, register ON record
WHEN NEW.kind NOT IN ('account', 'digest', 'rulebook', 'catalogue') AND (OLD.register IS NULL) <> (NEW.register IS NULL) BEGIN
  INSERT INTO entry_tally (year, department, told, delivered, late, n)
    SELECT year, department, told, OLD.register IS NOT NULL, late, -count(*) FROM entry_told WHERE record = OLD.id AND seq <= OLD.seq
    GROUP BY year, department, told, late
    ON CONFLICT (year, department, told, delivered, late) DO UPDATE SET n = n + excluded.n;
  DELETE FROM entry_note WHERE record = OLD.id;
  INSERT INTO entry_tally (year, department, told, delivered, late, n)
    SELECT year, department, told, NEW.register IS NOT NULL, late, count(*) FROM entry_told WHERE record = NEW.id AND seq <= NEW.seq
    GROUP BY year, department, told, late
    ON CONFLICT (year, department, told, delivered, late) DO UPDATE SET n = n + excluded.n;
  INSERT OR IGNORE INTO entry_note ("index", told, year, department, record)
    SELECT "index", told, year, department, record FROM entry_told WHERE record = NEW.id AND seq <= NEW.seq AND told <> ''
    UNION ALL SELECT "index", 'late', year, department, record FROM entry_told WHERE record = NEW.id AND seq <= NEW.seq AND late AND NEW.register IS NULL;
END;
--> statement-breakpoint
CREATE TRIGGER entry_tally_delete AFTER DELETE ON record WHEN OLD.kind NOT IN ('account', 'digest', 'rulebook', 'catalogue') BEGIN
  INSERT INTO entry_tally (year, department, told, delivered, late, n)
    SELECT year, department, told, OLD.register IS NOT NULL, late, -count(*) FROM entry_told WHERE record = OLD.id AND seq <= OLD.seq
    GROUP BY year, department, told, late
    ON CONFLICT (year, department, told, delivered, late) DO UPDATE SET n = n + excluded.n;
  DELETE FROM entry_note WHERE record = OLD.id;
END;
--> statement-breakpoint
INSERT INTO entry_tally (year, department, told, delivered, late, n)
SELECT t.year, t.department, t.told, r.register IS NOT NULL, t.late, count(*)
  FROM record r JOIN entry_told t ON t.record = r.id AND t.seq <= r.seq WHERE r.kind NOT IN ('account', 'digest', 'rulebook', 'catalogue') GROUP BY 1, 2, 3, 4, 5;
--> statement-breakpoint
INSERT INTO entry_note ("index", told, year, department, record)
SELECT t."index", t.told, t.year, t.department, t.record
  FROM record r JOIN entry_told t ON t.record = r.id AND t.seq <= r.seq WHERE r.kind NOT IN ('account', 'digest', 'rulebook', 'catalogue') AND t.told <> ''
UNION ALL SELECT t."index", 'late', t.year, t.department, t.record
  FROM record r JOIN entry_told t ON t.record = r.id AND t.seq <= r.seq
  WHERE r.kind NOT IN ('account', 'digest', 'rulebook', 'catalogue') AND t.late AND r.register IS NULL;
