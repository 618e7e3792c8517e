CREATE TABLE `access` (
	`n` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` text NOT NULL,
	`day` text NOT NULL,
	`account` text,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`request` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `access_day` ON `access` (`day`,`n`);--> statement-breakpoint
CREATE INDEX `access_account` ON `access` (`account`,`n`);--> statement-breakpoint
CREATE TABLE `api_key` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`account` text NOT NULL,
	`scopes` text NOT NULL,
	`created` text NOT NULL,
	`expires` text,
	`used` text,
	`revoked` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_key_hash_unique` ON `api_key` (`hash`);--> statement-breakpoint
CREATE INDEX `api_key_account` ON `api_key` (`account`);--> statement-breakpoint
CREATE TABLE `challenge` (
	`id` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`data` text NOT NULL,
	`expires` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `digest` (
	`stream` text NOT NULL,
	`day` text NOT NULL,
	`salt` blob NOT NULL,
	`digest` text NOT NULL,
	`last` integer NOT NULL,
	PRIMARY KEY(`stream`, `day`)
);
--> statement-breakpoint
CREATE TABLE `draft` (
	`id` text PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`department` text,
	`kind` text NOT NULL,
	`verb` text NOT NULL,
	`record` text,
	`title` text NOT NULL,
	`input` text NOT NULL,
	`seq` integer,
	`version` integer NOT NULL,
	`status` text NOT NULL,
	`note` text,
	`reviewer` text,
	`entry` integer,
	`created` text NOT NULL,
	`updated` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `draft_account` ON `draft` (`account`,`status`);--> statement-breakpoint
CREATE INDEX `draft_department` ON `draft` (`department`,`status`);--> statement-breakpoint
CREATE TABLE `identity` (
	`issuer` text NOT NULL,
	`subject` text NOT NULL,
	`account` text NOT NULL,
	`created` text NOT NULL,
	`used` text,
	PRIMARY KEY(`issuer`, `subject`)
);
--> statement-breakpoint
CREATE INDEX `identity_account` ON `identity` (`account`);--> statement-breakpoint
CREATE TABLE `invitation` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`account` text NOT NULL,
	`purpose` text NOT NULL,
	`by` text NOT NULL,
	`created` text NOT NULL,
	`expires` text NOT NULL,
	`used` text,
	`revoked` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_hash_unique` ON `invitation` (`hash`);--> statement-breakpoint
CREATE INDEX `invitation_account` ON `invitation` (`account`);--> statement-breakpoint
CREATE TABLE `passkey` (
	`id` text PRIMARY KEY NOT NULL,
	`account` text NOT NULL,
	`public_key` blob NOT NULL,
	`counter` integer NOT NULL,
	`transports` text NOT NULL,
	`name` text NOT NULL,
	`created` text NOT NULL,
	`used` text
);
--> statement-breakpoint
CREATE INDEX `passkey_account` ON `passkey` (`account`);--> statement-breakpoint
CREATE TABLE `provider` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`issuer` text NOT NULL,
	`client_id` text NOT NULL,
	`client_secret` text,
	`scopes` text NOT NULL,
	`groups_claim` text NOT NULL,
	`groups` text NOT NULL,
	`created` text NOT NULL,
	`removed` text
);
--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`account` text NOT NULL,
	`means` text NOT NULL,
	`agent` text NOT NULL,
	`created` text NOT NULL,
	`seen` text NOT NULL,
	`expires` text NOT NULL,
	`revoked` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `session_hash_unique` ON `session` (`hash`);--> statement-breakpoint
CREATE INDEX `session_account` ON `session` (`account`);--> statement-breakpoint
-- The access log only grows, and a day that was fixed in the ledger takes no more rows.
CREATE TRIGGER access_no_update BEFORE UPDATE ON access BEGIN SELECT RAISE(ABORT, 'append-only: access'); END;
--> statement-breakpoint
CREATE TRIGGER access_no_delete BEFORE DELETE ON access BEGIN SELECT RAISE(ABORT, 'append-only: access'); END;
--> statement-breakpoint
CREATE TRIGGER access_day_open BEFORE INSERT ON access
WHEN EXISTS (SELECT 1 FROM digest WHERE stream = 'access' AND day >= NEW.day)
BEGIN SELECT RAISE(ABORT, 'this day is closed: access'); END;
--> statement-breakpoint
CREATE TRIGGER digest_no_update BEFORE UPDATE ON digest BEGIN SELECT RAISE(ABORT, 'append-only: digest'); END;
--> statement-breakpoint
CREATE TRIGGER digest_no_delete BEFORE DELETE ON digest BEGIN SELECT RAISE(ABORT, 'append-only: digest'); END;
