CREATE TABLE `kept_version` (
	`id` integer PRIMARY KEY NOT NULL,
	`version` blob NOT NULL
);
--> statement-breakpoint
INSERT INTO `kept_version` (`id`, `version`) VALUES (1, randomblob(16));--> statement-breakpoint
-- By whatever way one of these changes, what a process keeps of it in memory is not believed any more. Drawn at random,
-- so that no version ever comes again, also not in a database that was restored and went another way. When a key or a
-- session was last used is of no weight, and changes all the time.
CREATE TRIGGER kept_record_insert AFTER INSERT ON record WHEN NEW.kind IN ('account', 'department') BEGIN UPDATE kept_version SET version = randomblob(16); END;
--> statement-breakpoint
CREATE TRIGGER kept_record_update AFTER UPDATE ON record WHEN OLD.kind IN ('account', 'department') OR NEW.kind IN ('account', 'department') BEGIN UPDATE kept_version SET version = randomblob(16); END;
--> statement-breakpoint
CREATE TRIGGER kept_record_delete AFTER DELETE ON record WHEN OLD.kind IN ('account', 'department') BEGIN UPDATE kept_version SET version = randomblob(16); END;
--> statement-breakpoint
CREATE TRIGGER kept_key_insert AFTER INSERT ON api_key BEGIN UPDATE kept_version SET version = randomblob(16); END;
--> statement-breakpoint
CREATE TRIGGER kept_key_update AFTER UPDATE OF id, hash, name, account, scopes, created, expires, revoked ON api_key BEGIN UPDATE kept_version SET version = randomblob(16); END;
--> statement-breakpoint
CREATE TRIGGER kept_key_delete AFTER DELETE ON api_key BEGIN UPDATE kept_version SET version = randomblob(16); END;
--> statement-breakpoint
CREATE TRIGGER kept_session_insert AFTER INSERT ON session BEGIN UPDATE kept_version SET version = randomblob(16); END;
--> statement-breakpoint
CREATE TRIGGER kept_session_update AFTER UPDATE OF id, hash, account, means, agent, created, expires, revoked, since ON session BEGIN UPDATE kept_version SET version = randomblob(16); END;
--> statement-breakpoint
CREATE TRIGGER kept_session_delete AFTER DELETE ON session BEGIN UPDATE kept_version SET version = randomblob(16); END;
