CREATE TABLE `duplicates` (
	`hub_id` text NOT NULL,
	`one` text NOT NULL,
	`other` text NOT NULL,
	`reason` text NOT NULL,
	`case_one` text DEFAULT '' NOT NULL,
	`case_other` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`hub_id`, `one`, `other`, `reason`, `case_one`, `case_other`)
);
--> statement-breakpoint
CREATE INDEX `duplicates_of_one` ON `duplicates` (`one`,`other`);--> statement-breakpoint
CREATE INDEX `duplicates_of_other` ON `duplicates` (`other`);--> statement-breakpoint
CREATE TABLE `helpers` (
	`id` text PRIMARY KEY NOT NULL,
	`company_id` text NOT NULL,
	`name` text NOT NULL,
	`what` text NOT NULL,
	`since` text NOT NULL,
	`until` text
);
--> statement-breakpoint
CREATE INDEX `helpers_of_company` ON `helpers` (`company_id`,`since`);--> statement-breakpoint
CREATE TABLE `merges` (
	`id` text PRIMARY KEY NOT NULL,
	`kept_id` text NOT NULL,
	`merged_id` text NOT NULL,
	`on_date` text NOT NULL,
	`parts` text,
	`before` text NOT NULL,
	`after` text,
	CONSTRAINT "merge_keeps_all" CHECK(after is null or after = before)
);
--> statement-breakpoint
CREATE INDEX `merges_of_company` ON `merges` (`kept_id`,`on_date`);--> statement-breakpoint
CREATE TABLE `tags` (
	`code` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`name` text NOT NULL,
	`retired_on` text
);
--> statement-breakpoint
ALTER TABLE `companies` ADD `tags` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `companies` ADD `folded` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `companies` ADD `apart` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `companies` ADD `merged_into` text;--> statement-breakpoint
CREATE INDEX `companies_by_name` ON `companies` (`folded`,`municipality`);--> statement-breakpoint
CREATE INDEX `companies_merged` ON `companies` (`merged_into`) WHERE merged_into is not null;--> statement-breakpoint
ALTER TABLE `contacts` ADD `roles` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `contacts` ADD `erased_on` text;--> statement-breakpoint
CREATE INDEX `contacts_by_email` ON `contacts` (`email`) WHERE email is not null;--> statement-breakpoint
CREATE INDEX `contacts_by_phone` ON `contacts` (`phone`) WHERE phone is not null;--> statement-breakpoint
CREATE INDEX `cases_unnumbered` ON `cases` (`company_id`) WHERE not is_registered and ended_on is null;