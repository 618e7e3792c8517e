CREATE TABLE `mailbox` (
	`id` text PRIMARY KEY NOT NULL,
	`owner` text NOT NULL,
	`department` text NOT NULL,
	`hash` text NOT NULL,
	`address` text NOT NULL,
	`lang` text NOT NULL,
	`created` text NOT NULL,
	`confirmed` text,
	`told` text NOT NULL,
	`due` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `mailbox_owner` ON `mailbox` (`owner`);--> statement-breakpoint
CREATE INDEX `mailbox_due` ON `mailbox` (`due`);