CREATE TABLE `saved_view` (
	`account` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	PRIMARY KEY(`account`, `name`)
);
--> statement-breakpoint
CREATE TABLE `standing_since` (
	`owner` text NOT NULL,
	`rule` text NOT NULL,
	`since` text NOT NULL,
	PRIMARY KEY(`owner`, `rule`)
);
--> statement-breakpoint
CREATE TABLE `triage` (
	`key` text PRIMARY KEY NOT NULL,
	`assignee` text,
	`digest` text,
	`reason` text,
	`account` text NOT NULL,
	`at` text NOT NULL
);

--> statement-breakpoint
INSERT INTO `standing_since` (`owner`, `rule`, `since`) SELECT f.`owner`, f.`rule`, r.`day` FROM `standing_finding` f JOIN `standing_round` r ON r.`n` = (SELECT max(`n`) FROM `standing_round`);
