-- Lists can stand in the order of the day of their kind, and of their titles. The day is derived: the versions of the
-- kinds that have one were raised, so each ledger fills it in by replay. The keys of the indexes are those of
-- worker/store/records/order.ts, word for word; drizzle writes no index of an expression.
ALTER TABLE `record` ADD `day` integer;--> statement-breakpoint
CREATE INDEX `record_day` ON `record` (`kind`, ifnull(day, -9999999));--> statement-breakpoint
CREATE INDEX `record_title` ON `record` (`kind`, substr(title, 1, 60));
