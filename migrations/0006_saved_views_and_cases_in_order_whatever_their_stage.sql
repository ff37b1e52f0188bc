CREATE TABLE `views` (
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`owner_kind` text NOT NULL,
	`owner_id` text NOT NULL,
	`name` text NOT NULL,
	`query` text NOT NULL,
	`position` integer NOT NULL,
	`deleted_on` text
);
--> statement-breakpoint
CREATE INDEX `views_of_owner` ON `views` (`owner_kind`,`owner_id`,`position`) WHERE deleted_on is null;--> statement-breakpoint
CREATE INDEX `cases_in_order` ON `cases` (`hub_id`,`track`,`attend_on`,`id`) WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX `cases_in_order_of` ON `cases` (`hub_id`,`advisor_id`,`track`,`attend_on`,`id`) WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX `cases_in_order_by` ON `cases` (`hub_id`,`turn`,`track`,`attend_on`,`id`) WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX `cases_in_order_at` ON `cases` (`hub_id`,`municipality`,`track`,`attend_on`,`id`) WHERE ended_on is null;
