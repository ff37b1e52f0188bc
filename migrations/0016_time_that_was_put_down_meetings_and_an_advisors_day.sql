CREATE TABLE `meetings` (
	`case_id` text NOT NULL,
	`id` text NOT NULL,
	`person_id` text NOT NULL,
	`on_date` text NOT NULL,
	`starts_at` text NOT NULL,
	`minutes` integer NOT NULL,
	`said` text NOT NULL,
	PRIMARY KEY(`case_id`, `id`, `person_id`)
);
--> statement-breakpoint
CREATE INDEX `meetings_of_person` ON `meetings` (`person_id`,`on_date`,`starts_at`);--> statement-breakpoint
CREATE TABLE `time_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`hub_id` text NOT NULL,
	`person_id` text NOT NULL,
	`on_date` text NOT NULL,
	`contact` integer NOT NULL,
	`preparation` integer NOT NULL,
	`travel` integer NOT NULL,
	`service` text NOT NULL,
	`line` text
);
--> statement-breakpoint
CREATE INDEX `time_of_person` ON `time_entries` (`person_id`,`on_date`);--> statement-breakpoint
CREATE INDEX `time_of_case` ON `time_entries` (`case_id`);--> statement-breakpoint
CREATE INDEX `cases_without_step` ON `cases` (`hub_id`,`advisor_id`,`stale_on`) WHERE ended_on is null and next_on is null and until is null;--> statement-breakpoint
CREATE INDEX `cases_due` ON `cases` (`hub_id`,`advisor_id`,`next_on`) WHERE ended_on is null and next_on is not null;--> statement-breakpoint
CREATE INDEX `cases_by_age` ON `cases` (`hub_id`,`advisor_id`,`stale_on`) WHERE ended_on is null and stale_on > '';