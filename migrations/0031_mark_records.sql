-- Matters of services, whom they serve, what their guides lack, and whether there is a place, as bits of one number in
-- the index by which lists are narrowed (worker/domain/record/list/marks.ts). The column is derived: the versions of the
-- kinds were raised, so each ledger fills it in by replay, and the links that said the same go.
DROP INDEX `record_narrow`;--> statement-breakpoint
ALTER TABLE `record` ADD `marks` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `record_narrow` ON `record` (`kind`,`annulled`,`department`,`type`,`level`,`status`,`day`,`opened`,`baseline`,`due`,`done`,`delay`,`begins`,`ends`,`register`,`heard`,`amount`,`altered`,`marks`,`area`,`id`,`last_index`);--> statement-breakpoint
-- Which records point at something is answered by the index alone.
DROP INDEX `link_target`;--> statement-breakpoint
CREATE INDEX `link_target` ON `link` (`target`,`rel`,`source`);--> statement-breakpoint
-- Periods by their last day: of those that last on a day there are few, of those that began before it there are many.
CREATE INDEX `dated_until` ON `dated` (`until`,`rel`,`day`,`source`) WHERE `until` IS NOT NULL;
