CREATE TABLE `spells` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`hub_id` text NOT NULL,
	`track` text NOT NULL,
	`stage` text NOT NULL,
	`came_on` text NOT NULL,
	`left_on` text NOT NULL,
	`days` integer NOT NULL,
	`us` integer NOT NULL,
	`company` integer NOT NULL,
	`funder` integer NOT NULL,
	`other` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `spells_of_case` ON `spells` (`case_id`);--> statement-breakpoint
CREATE INDEX `spells_of_stage` ON `spells` (`stage`,`left_on`,`id`);--> statement-breakpoint
CREATE INDEX `spells_of_hub` ON `spells` (`hub_id`,`stage`,`left_on`,`id`);--> statement-breakpoint
CREATE TABLE `stays` (
	`stage` text NOT NULL,
	`period` text NOT NULL,
	`hub_id` text NOT NULL,
	`n` integer NOT NULL,
	`restricted` integer NOT NULL,
	`days` text NOT NULL,
	`ours` text NOT NULL,
	`others` text NOT NULL,
	PRIMARY KEY(`stage`, `period`, `hub_id`)
);
