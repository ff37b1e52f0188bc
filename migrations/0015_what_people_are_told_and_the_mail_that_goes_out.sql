CREATE TABLE `deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`day` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`at` integer NOT NULL,
	`reason` text
);
--> statement-breakpoint
CREATE INDEX `deliveries_failed` ON `deliveries` (`day`) WHERE state = 'failed';--> statement-breakpoint
CREATE TABLE `notices` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`way` text NOT NULL,
	`batch` text NOT NULL,
	`actor_id` text NOT NULL,
	`cases` text NOT NULL,
	`about` text,
	`at` integer NOT NULL,
	`read_at` integer,
	`taken_back_at` integer,
	`told_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_once` ON `notices` (`person_id`,`kind`,`batch`);--> statement-breakpoint
CREATE INDEX `notices_of_person` ON `notices` (`person_id`,`at`);--> statement-breakpoint
CREATE INDEX `notices_of_batch` ON `notices` (`batch`);--> statement-breakpoint
CREATE INDEX `notices_unread` ON `notices` (`person_id`,`at`) WHERE read_at is null and taken_back_at is null;--> statement-breakpoint
CREATE INDEX `notices_to_send` ON `notices` (`at`) WHERE way = 'at_once' and told_at is null;--> statement-breakpoint
ALTER TABLE `people` ADD `ways` text DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE `people` ADD `calendar` text;--> statement-breakpoint
ALTER TABLE `people` ADD `mail_failures` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `people` ADD `seen_at` integer;--> statement-breakpoint
ALTER TABLE `people` ADD `visited_at` integer;--> statement-breakpoint
CREATE UNIQUE INDEX `people_calendar_unique` ON `people` (`calendar`);