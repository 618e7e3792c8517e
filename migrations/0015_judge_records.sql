ALTER TABLE `record` ADD `register` text;--> statement-breakpoint
ALTER TABLE `record` ADD `delivered` integer;--> statement-breakpoint
ALTER TABLE `record` ADD `heard` integer;--> statement-breakpoint
ALTER TABLE `record` ADD `begins` integer;--> statement-breakpoint
ALTER TABLE `record` ADD `ends` integer;--> statement-breakpoint
ALTER TABLE `record` ADD `annulled` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `record_register` ON `record` (`register`,`delivered`);