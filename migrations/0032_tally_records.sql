CREATE TABLE `tally` (
	`key` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`annulled` integer NOT NULL,
	`department` text,
	`type` text,
	`level` text,
	`status` text NOT NULL,
	`area` text,
	`register` text,
	`altered` integer NOT NULL,
	`marks` integer NOT NULL,
	`begins` integer,
	`ends` integer,
	`day` integer,
	`due` integer,
	`baseline` integer,
	`done` integer,
	`delay` integer,
	`heard` integer,
	`n` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `tally_kind` ON `tally` (`kind`,`annulled`,`department`,`type`,`level`,`status`);--> statement-breakpoint
-- Records that are alike in all that is counted, and their number (worker/store/lists/tally.ts), kept by triggers with each
-- change of a row, whoever makes it: when it is logged, derived again, erased.
INSERT INTO `tally` (key, kind, annulled, department, type, level, status, area, register, altered, marks, begins, ends, day, due, baseline, done, delay, heard, n)
SELECT json_array(kind, annulled, department, type, level, status, area, register, altered, marks, begins, ends, day, due, baseline, done, delay, heard) AS key, kind, annulled, department, type, level, status, area, register, altered, marks, begins, ends, day, due, baseline, done, delay, heard, count(*) AS n FROM (
  SELECT kind AS kind, annulled AS annulled, department AS department, type AS type, level AS level, status AS status, area AS area, register AS register, altered AS altered, marks AS marks, begins AS begins, ends AS ends, CAST(strftime('%s', day * 86400, 'unixepoch', 'start of month') AS INTEGER) / 86400 AS day, CASE WHEN done IS NULL OR due IS NULL THEN due ELSE 0 END AS due, CASE WHEN done IS NULL OR due IS NULL THEN due ELSE 0 END - (due > baseline) AS baseline, CASE WHEN done IS NULL THEN NULL ELSE 0 END AS done, (delay > 0) - (delay < 0) AS delay, CASE WHEN begins IS NULL AND ends IS NULL AND (done IS NOT NULL OR due IS NULL) THEN NULL ELSE heard END AS heard FROM record) GROUP BY key;
--> statement-breakpoint
CREATE TRIGGER tally_insert AFTER INSERT ON record BEGIN
  INSERT INTO tally (key, kind, annulled, department, type, level, status, area, register, altered, marks, begins, ends, day, due, baseline, done, delay, heard, n)
  VALUES (json_array(NEW.kind, NEW.annulled, NEW.department, NEW.type, NEW.level, NEW.status, NEW.area, NEW.register, NEW.altered, NEW.marks, NEW.begins, NEW.ends, CAST(strftime('%s', NEW.day * 86400, 'unixepoch', 'start of month') AS INTEGER) / 86400, CASE WHEN NEW.done IS NULL OR NEW.due IS NULL THEN NEW.due ELSE 0 END, CASE WHEN NEW.done IS NULL OR NEW.due IS NULL THEN NEW.due ELSE 0 END - (NEW.due > NEW.baseline), CASE WHEN NEW.done IS NULL THEN NULL ELSE 0 END, (NEW.delay > 0) - (NEW.delay < 0), CASE WHEN NEW.begins IS NULL AND NEW.ends IS NULL AND (NEW.done IS NOT NULL OR NEW.due IS NULL) THEN NULL ELSE NEW.heard END),
    NEW.kind, NEW.annulled, NEW.department, NEW.type, NEW.level, NEW.status, NEW.area, NEW.register, NEW.altered, NEW.marks, NEW.begins, NEW.ends, CAST(strftime('%s', NEW.day * 86400, 'unixepoch', 'start of month') AS INTEGER) / 86400, CASE WHEN NEW.done IS NULL OR NEW.due IS NULL THEN NEW.due ELSE 0 END, CASE WHEN NEW.done IS NULL OR NEW.due IS NULL THEN NEW.due ELSE 0 END - (NEW.due > NEW.baseline), CASE WHEN NEW.done IS NULL THEN NULL ELSE 0 END, (NEW.delay > 0) - (NEW.delay < 0), CASE WHEN NEW.begins IS NULL AND NEW.ends IS NULL AND (NEW.done IS NOT NULL OR NEW.due IS NULL) THEN NULL ELSE NEW.heard END, 1)
  ON CONFLICT (key) DO UPDATE SET n = n + 1;
END;
--> statement-breakpoint
CREATE TRIGGER tally_update AFTER UPDATE OF kind, annulled, department, type, level, status, area, register, altered, marks, begins, ends, day, due, baseline, done, delay, heard ON record
WHEN OLD.kind IS NOT NEW.kind OR OLD.annulled IS NOT NEW.annulled OR OLD.department IS NOT NEW.department OR OLD.type IS NOT NEW.type OR OLD.level IS NOT NEW.level OR OLD.status IS NOT NEW.status OR OLD.area IS NOT NEW.area OR OLD.register IS NOT NEW.register OR OLD.altered IS NOT NEW.altered OR OLD.marks IS NOT NEW.marks OR OLD.begins IS NOT NEW.begins OR OLD.ends IS NOT NEW.ends OR OLD.day IS NOT NEW.day OR OLD.due IS NOT NEW.due OR OLD.baseline IS NOT NEW.baseline OR OLD.done IS NOT NEW.done OR OLD.delay IS NOT NEW.delay OR OLD.heard IS NOT NEW.heard
BEGIN
  UPDATE tally SET n = n - 1 WHERE key = json_array(OLD.kind, OLD.annulled, OLD.department, OLD.type, OLD.level, OLD.status, OLD.area, OLD.register, OLD.altered, OLD.marks, OLD.begins, OLD.ends, CAST(strftime('%s', OLD.day * 86400, 'unixepoch', 'start of month') AS INTEGER) / 86400, CASE WHEN OLD.done IS NULL OR OLD.due IS NULL THEN OLD.due ELSE 0 END, CASE WHEN OLD.done IS NULL OR OLD.due IS NULL THEN OLD.due ELSE 0 END - (OLD.due > OLD.baseline), CASE WHEN OLD.done IS NULL THEN NULL ELSE 0 END, (OLD.delay > 0) - (OLD.delay < 0), CASE WHEN OLD.begins IS NULL AND OLD.ends IS NULL AND (OLD.done IS NOT NULL OR OLD.due IS NULL) THEN NULL ELSE OLD.heard END);
  DELETE FROM tally WHERE n = 0 AND key = json_array(OLD.kind, OLD.annulled, OLD.department, OLD.type, OLD.level, OLD.status, OLD.area, OLD.register, OLD.altered, OLD.marks, OLD.begins, OLD.ends, CAST(strftime('%s', OLD.day * 86400, 'unixepoch', 'start of month') AS INTEGER) / 86400, CASE WHEN OLD.done IS NULL OR OLD.due IS NULL THEN OLD.due ELSE 0 END, CASE WHEN OLD.done IS NULL OR OLD.due IS NULL THEN OLD.due ELSE 0 END - (OLD.due > OLD.baseline), CASE WHEN OLD.done IS NULL THEN NULL ELSE 0 END, (OLD.delay > 0) - (OLD.delay < 0), CASE WHEN OLD.begins IS NULL AND OLD.ends IS NULL AND (OLD.done IS NOT NULL OR OLD.due IS NULL) THEN NULL ELSE OLD.heard END);
  INSERT INTO tally (key, kind, annulled, department, type, level, status, area, register, altered, marks, begins, ends, day, due, baseline, done, delay, heard, n)
  VALUES (json_array(NEW.kind, NEW.annulled, NEW.department, NEW.type, NEW.level, NEW.status, NEW.area, NEW.register, NEW.altered, NEW.marks, NEW.begins, NEW.ends, CAST(strftime('%s', NEW.day * 86400, 'unixepoch', 'start of month') AS INTEGER) / 86400, CASE WHEN NEW.done IS NULL OR NEW.due IS NULL THEN NEW.due ELSE 0 END, CASE WHEN NEW.done IS NULL OR NEW.due IS NULL THEN NEW.due ELSE 0 END - (NEW.due > NEW.baseline), CASE WHEN NEW.done IS NULL THEN NULL ELSE 0 END, (NEW.delay > 0) - (NEW.delay < 0), CASE WHEN NEW.begins IS NULL AND NEW.ends IS NULL AND (NEW.done IS NOT NULL OR NEW.due IS NULL) THEN NULL ELSE NEW.heard END),
    NEW.kind, NEW.annulled, NEW.department, NEW.type, NEW.level, NEW.status, NEW.area, NEW.register, NEW.altered, NEW.marks, NEW.begins, NEW.ends, CAST(strftime('%s', NEW.day * 86400, 'unixepoch', 'start of month') AS INTEGER) / 86400, CASE WHEN NEW.done IS NULL OR NEW.due IS NULL THEN NEW.due ELSE 0 END, CASE WHEN NEW.done IS NULL OR NEW.due IS NULL THEN NEW.due ELSE 0 END - (NEW.due > NEW.baseline), CASE WHEN NEW.done IS NULL THEN NULL ELSE 0 END, (NEW.delay > 0) - (NEW.delay < 0), CASE WHEN NEW.begins IS NULL AND NEW.ends IS NULL AND (NEW.done IS NOT NULL OR NEW.due IS NULL) THEN NULL ELSE NEW.heard END, 1)
  ON CONFLICT (key) DO UPDATE SET n = n + 1;
END;
--> statement-breakpoint
CREATE TRIGGER tally_delete AFTER DELETE ON record BEGIN
  UPDATE tally SET n = n - 1 WHERE key = json_array(OLD.kind, OLD.annulled, OLD.department, OLD.type, OLD.level, OLD.status, OLD.area, OLD.register, OLD.altered, OLD.marks, OLD.begins, OLD.ends, CAST(strftime('%s', OLD.day * 86400, 'unixepoch', 'start of month') AS INTEGER) / 86400, CASE WHEN OLD.done IS NULL OR OLD.due IS NULL THEN OLD.due ELSE 0 END, CASE WHEN OLD.done IS NULL OR OLD.due IS NULL THEN OLD.due ELSE 0 END - (OLD.due > OLD.baseline), CASE WHEN OLD.done IS NULL THEN NULL ELSE 0 END, (OLD.delay > 0) - (OLD.delay < 0), CASE WHEN OLD.begins IS NULL AND OLD.ends IS NULL AND (OLD.done IS NOT NULL OR OLD.due IS NULL) THEN NULL ELSE OLD.heard END);
  DELETE FROM tally WHERE n = 0 AND key = json_array(OLD.kind, OLD.annulled, OLD.department, OLD.type, OLD.level, OLD.status, OLD.area, OLD.register, OLD.altered, OLD.marks, OLD.begins, OLD.ends, CAST(strftime('%s', OLD.day * 86400, 'unixepoch', 'start of month') AS INTEGER) / 86400, CASE WHEN OLD.done IS NULL OR OLD.due IS NULL THEN OLD.due ELSE 0 END, CASE WHEN OLD.done IS NULL OR OLD.due IS NULL THEN OLD.due ELSE 0 END - (OLD.due > OLD.baseline), CASE WHEN OLD.done IS NULL THEN NULL ELSE 0 END, (OLD.delay > 0) - (OLD.delay < 0), CASE WHEN OLD.begins IS NULL AND OLD.ends IS NULL AND (OLD.done IS NOT NULL OR OLD.due IS NULL) THEN NULL ELSE OLD.heard END);
END;
