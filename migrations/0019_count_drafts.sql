-- Drafts lie sealed and padded: how much somebody has in hand is counted by what was written. A draft that was entered
-- keeps no note; the digests of requests whose content is withheld, which had no key, go: repeating one is refused.
-- Lists by day have an index for each direction, since what has no day stands at the end of both (order.ts).
ALTER TABLE `draft` ADD `characters` integer;--> statement-breakpoint
UPDATE `draft` SET `note` = NULL WHERE `status` = 'entered';--> statement-breakpoint
DROP TRIGGER `submission_no_update`;--> statement-breakpoint
UPDATE `submission` SET `digest` = '' WHERE EXISTS (
  SELECT 1 FROM `entry` WHERE `index` >= `first` AND `index` < `first` + `count`
    AND json_extract(CAST(`leaf` AS TEXT), '$.visibility') = 'sealed');--> statement-breakpoint
-- The guard as it was.
CREATE TRIGGER submission_no_update BEFORE UPDATE ON submission
WHEN NEW.digest <> '' OR NEW.key <> OLD.key OR NEW.first <> OLD.first OR NEW.count <> OLD.count
  OR NOT EXISTS (SELECT 1 FROM erasure WHERE target >= OLD.first AND target < OLD.first + OLD.count)
BEGIN SELECT RAISE(ABORT, 'append-only: submission'); END;--> statement-breakpoint
CREATE INDEX `record_day_up` ON `record` (`kind`, ifnull(day, 9999999));
