CREATE TABLE `follower` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`address` text NOT NULL,
	`lang` text NOT NULL,
	`cadence` text NOT NULL,
	`cursor` integer NOT NULL,
	`due` text NOT NULL,
	`bounces` integer DEFAULT 0 NOT NULL,
	`created` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `follower_hash_unique` ON `follower` (`hash`);--> statement-breakpoint
CREATE INDEX `follower_due` ON `follower` (`due`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`key` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`recipient` text NOT NULL,
	`content` text NOT NULL,
	`created` text NOT NULL,
	`due` text NOT NULL,
	`leased` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`refusals` integer DEFAULT 0 NOT NULL,
	`ended` text,
	`outcome` text
);
--> statement-breakpoint
CREATE INDEX `outbox_due` ON `outbox` (`ended`,`due`);--> statement-breakpoint
CREATE INDEX `outbox_recipient` ON `outbox` (`recipient`);--> statement-breakpoint
CREATE TABLE `subscription` (
	`id` text PRIMARY KEY NOT NULL,
	`follower` text NOT NULL,
	`topic` text NOT NULL,
	`lang` text NOT NULL,
	`cadence` text NOT NULL,
	`created` text NOT NULL,
	`expires` text NOT NULL,
	`confirmed` text,
	`since` integer DEFAULT 0 NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `subscription_follower` ON `subscription` (`follower`,`confirmed`);--> statement-breakpoint
CREATE INDEX `subscription_expires` ON `subscription` (`confirmed`,`expires`);