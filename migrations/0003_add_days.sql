CREATE TABLE `dated` (
	`source` text NOT NULL,
	`rel` text NOT NULL,
	`day` text NOT NULL,
	`until` text,
	`part` text NOT NULL,
	PRIMARY KEY(`source`, `rel`, `part`, `day`)
);
--> statement-breakpoint
CREATE INDEX `dated_day` ON `dated` (`day`,`rel`);--> statement-breakpoint
ALTER TABLE `record` ADD `area` text;--> statement-breakpoint
ALTER TABLE `record` ADD `baseline` integer;--> statement-breakpoint
ALTER TABLE `record` ADD `due` integer;--> statement-breakpoint
ALTER TABLE `record` ADD `done` integer;--> statement-breakpoint
ALTER TABLE `record` ADD `delay` integer;--> statement-breakpoint
CREATE INDEX `record_due` ON `record` (`kind`,`done`,`due`);