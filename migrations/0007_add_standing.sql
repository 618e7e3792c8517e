CREATE TABLE `standing_basis` (
	`what` text NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`what`, `key`)
);
--> statement-breakpoint
CREATE TABLE `standing_due` (
	`what` text NOT NULL,
	`key` text NOT NULL,
	PRIMARY KEY(`what`, `key`)
);
--> statement-breakpoint
CREATE TABLE `standing_figure` (
	`subject` text NOT NULL,
	`part` integer NOT NULL,
	`n` integer NOT NULL,
	`what` text NOT NULL,
	`rule` text NOT NULL,
	`grp` text NOT NULL,
	`figure` text NOT NULL,
	PRIMARY KEY(`subject`, `part`)
);
--> statement-breakpoint
CREATE INDEX `standing_figure_group` ON `standing_figure` (`rule`,`what`,`grp`,`n`,`part`);--> statement-breakpoint
CREATE TABLE `standing_finding` (
	`owner` text NOT NULL,
	`rule` text NOT NULL,
	`subject` text NOT NULL,
	`department` text NOT NULL,
	`severity` text NOT NULL,
	`finding` text NOT NULL,
	PRIMARY KEY(`owner`, `rule`)
);
--> statement-breakpoint
CREATE INDEX `standing_finding_rule` ON `standing_finding` (`rule`,`department`);--> statement-breakpoint
CREATE TABLE `standing_read` (
	`subject` text NOT NULL,
	`key` text NOT NULL,
	PRIMARY KEY(`subject`, `key`)
);
--> statement-breakpoint
CREATE INDEX `standing_read_key` ON `standing_read` (`key`);--> statement-breakpoint
CREATE TABLE `standing_round` (
	`n` integer PRIMARY KEY NOT NULL,
	`size` integer NOT NULL,
	`day` text NOT NULL,
	`stamp` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `standing_subject` (
	`id` text PRIMARY KEY NOT NULL,
	`department` text NOT NULL,
	`register` text,
	`delivered` text,
	`made` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `standing_subject_register` ON `standing_subject` (`register`,`delivered`);--> statement-breakpoint
CREATE TABLE `standing_tally` (
	`rule` text NOT NULL,
	`department` text NOT NULL,
	`tally` text NOT NULL,
	PRIMARY KEY(`rule`, `department`)
);
--> statement-breakpoint
-- Two that work at once: the slower one writes nothing.
CREATE TRIGGER standing_round_forward BEFORE INSERT ON standing_round
WHEN EXISTS (SELECT 1 FROM standing_round WHERE n >= NEW.n)
BEGIN SELECT RAISE(ABORT, 'another one was first: standing_round'); END;
