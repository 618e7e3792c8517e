CREATE TABLE `delivery` (
	`id` text PRIMARY KEY NOT NULL,
	`endpoint` text NOT NULL,
	`entry` integer NOT NULL,
	`due` text NOT NULL,
	`leased` text,
	`attempts` integer DEFAULT 0 NOT NULL,
	`ended` text,
	`outcome` text
);
--> statement-breakpoint
CREATE INDEX `delivery_due` ON `delivery` (`ended`,`due`);--> statement-breakpoint
CREATE INDEX `delivery_endpoint` ON `delivery` (`endpoint`,`entry`);--> statement-breakpoint
CREATE TABLE `endpoint` (
	`id` text PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`url` text NOT NULL,
	`topic` text,
	`secret` text NOT NULL,
	`old_secret` text,
	`old_until` text,
	`status` text NOT NULL,
	`reason` text,
	`cursor` integer NOT NULL,
	`failing` text,
	`created` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `endpoint_account` ON `endpoint` (`account`);--> statement-breakpoint
CREATE INDEX `endpoint_status` ON `endpoint` (`status`,`cursor`);