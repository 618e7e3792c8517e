-- Lists are narrowed, counted and put in order by what one index holds, so that no row with its state is read for it:
-- by department, type, level and status first, since their choices are counted in this order. `record_list`, which held
-- a part of that, is gone. The new columns are derived: the versions of the kinds were raised, so each ledger fills
-- them in by replay. The names of the indexes stand in worker/store/lists/order.ts.
DROP INDEX `record_list`;--> statement-breakpoint
ALTER TABLE `record` ADD `opened` integer;--> statement-breakpoint
ALTER TABLE `record` ADD `amount` integer;--> statement-breakpoint
ALTER TABLE `record` ADD `altered` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `record_narrow` ON `record` (`kind`,`annulled`,`department`,`type`,`level`,`status`,`day`,`opened`,`baseline`,`due`,`done`,`delay`,`begins`,`ends`,`register`,`heard`,`amount`,`altered`,`area`,`id`,`last_index`);--> statement-breakpoint
CREATE INDEX `record_kind` ON `record` (`kind`,`annulled`);--> statement-breakpoint
CREATE INDEX `record_changed` ON `record` (`kind`,`last_index`);--> statement-breakpoint
CREATE INDEX `record_area` ON `record` (`kind`,`annulled`,`area`);--> statement-breakpoint
CREATE INDEX `commit_recorded` ON `commit` (`recorded`,`size`);--> statement-breakpoint
CREATE INDEX `erasure_entry` ON `erasure` (`entry`);--> statement-breakpoint
CREATE INDEX `link_flagged` ON `link` (`target`) WHERE `rel` = 'flagged';
