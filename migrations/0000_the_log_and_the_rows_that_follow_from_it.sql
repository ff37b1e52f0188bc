CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`person_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `accounts_of_person` ON `accounts` (`person_id`);--> statement-breakpoint
CREATE TABLE `cases` (
	`id` text PRIMARY KEY NOT NULL,
	`ref` text NOT NULL,
	`number` integer NOT NULL,
	`seq` integer NOT NULL,
	`pseudonym` text NOT NULL,
	`hub_id` text NOT NULL,
	`company_id` text NOT NULL,
	`company` text NOT NULL,
	`municipality` text,
	`place` text,
	`track` text NOT NULL,
	`access` text NOT NULL,
	`stage` text NOT NULL,
	`since` text NOT NULL,
	`opened_on` text NOT NULL,
	`need` text NOT NULL,
	`advisor_id` text,
	`turn` text NOT NULL,
	`until` text,
	`wait_reason` text,
	`next_step` text,
	`next_on` text,
	`facts` text NOT NULL,
	`is_registered` integer NOT NULL,
	`has_contact` integer NOT NULL,
	`limit_days` integer NOT NULL,
	`clock_on` text NOT NULL,
	`stale_on` text NOT NULL,
	`attend_on` text NOT NULL,
	`search` text NOT NULL,
	`ended_on` text,
	`ending` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `cases_ref` ON `cases` (`ref`);--> statement-breakpoint
CREATE UNIQUE INDEX `cases_number` ON `cases` (`hub_id`,`number`);--> statement-breakpoint
CREATE INDEX `cases_own` ON `cases` (`hub_id`,`track`,`stage`,`attend_on`) WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX `cases_of_advisor` ON `cases` (`hub_id`,`advisor_id`,`track`,`stage`,`attend_on`) WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX `cases_by_turn` ON `cases` (`hub_id`,`turn`,`track`,`stage`,`attend_on`) WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX `cases_network` ON `cases` (`track`,`stage`,`since`,`id`) WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX `cases_of_company` ON `cases` (`company_id`);--> statement-breakpoint
CREATE TABLE `close_reasons` (
	`code` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`counts_as` text NOT NULL,
	`retired_on` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `close_reasons_in_order` ON `close_reasons` (`position`);--> statement-breakpoint
CREATE TABLE `companies` (
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`name` text NOT NULL,
	`orgnr` text,
	`municipality` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `companies_orgnr_unique` ON `companies` (`orgnr`);--> statement-breakpoint
CREATE TABLE `contacts` (
	`id` text PRIMARY KEY NOT NULL,
	`company_id` text NOT NULL,
	`case_id` text NOT NULL,
	`name` text NOT NULL,
	`email` text,
	`phone` text,
	`role` text,
	`since` text NOT NULL,
	`until` text
);
--> statement-breakpoint
CREATE INDEX `contacts_of_company` ON `contacts` (`company_id`,`since`);--> statement-breakpoint
CREATE TABLE `coverage` (
	`hub_id` text,
	`code` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text,
	`status` text NOT NULL,
	PRIMARY KEY(`code`, `valid_from`)
);
--> statement-breakpoint
CREATE INDEX `coverage_of_hub` ON `coverage` (`hub_id`);--> statement-breakpoint
CREATE TABLE `enquiries` (
	`id` text PRIMARY KEY NOT NULL,
	`ref` text NOT NULL,
	`seq` integer NOT NULL,
	`hub_id` text,
	`sent_by` text,
	`state` text NOT NULL,
	`municipality` text,
	`orgnr` text,
	`why` text NOT NULL,
	`language` text NOT NULL,
	`received_on` text NOT NULL,
	`due_on` text NOT NULL,
	`case_id` text,
	`company` text NOT NULL,
	`need` text NOT NULL,
	`contact` text NOT NULL,
	`email` text,
	`phone` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `enquiries_ref_unique` ON `enquiries` (`ref`);--> statement-breakpoint
CREATE INDEX `enquiries_at_hub` ON `enquiries` (`hub_id`,`state`,`due_on`);--> statement-breakpoint
CREATE INDEX `enquiries_sent_by` ON `enquiries` (`sent_by`,`received_on`);--> statement-breakpoint
CREATE TABLE `events` (
	`id` text PRIMARY KEY NOT NULL,
	`stream` text NOT NULL,
	`seq` integer NOT NULL,
	`case_id` text,
	`company_id` text,
	`hub_id` text,
	`actor_kind` text NOT NULL,
	`actor_id` text NOT NULL,
	`type` text NOT NULL,
	`data` text NOT NULL,
	`on_date` text NOT NULL,
	`at` integer NOT NULL,
	`act` text NOT NULL,
	`nth` integer NOT NULL,
	`undoes` text,
	`request_id` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `events_in_order` ON `events` (`stream`,`seq`);--> statement-breakpoint
CREATE UNIQUE INDEX `events_once` ON `events` (`actor_id`,`act`,`nth`);--> statement-breakpoint
CREATE INDEX `events_of_case` ON `events` (`case_id`,`seq`);--> statement-breakpoint
CREATE INDEX `events_by_hub` ON `events` (`hub_id`,`at`);--> statement-breakpoint
CREATE TABLE `hubs` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`short_name` text NOT NULL,
	`prefix` text NOT NULL,
	`about` text NOT NULL,
	`area` text NOT NULL,
	`opened_on` text NOT NULL,
	`closed_on` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hubs_prefix_unique` ON `hubs` (`prefix`);--> statement-breakpoint
CREATE TABLE `memberships` (
	`person_id` text NOT NULL,
	`hub_id` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`person_id`, `hub_id`, `role`)
);
--> statement-breakpoint
CREATE INDEX `memberships_of_hub` ON `memberships` (`hub_id`,`role`,`person_id`);--> statement-breakpoint
CREATE TABLE `municipalities` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`county` text NOT NULL,
	`valid_from` text,
	`valid_to` text
);
--> statement-breakpoint
CREATE TABLE `municipality_changes` (
	`changed_on` text NOT NULL,
	`old_code` text NOT NULL,
	`new_code` text NOT NULL,
	`kind` text NOT NULL,
	PRIMARY KEY(`old_code`, `new_code`, `changed_on`)
);
--> statement-breakpoint
CREATE TABLE `named` (
	`person_id` text NOT NULL,
	`case_id` text NOT NULL,
	PRIMARY KEY(`person_id`, `case_id`)
);
--> statement-breakpoint
CREATE INDEX `named_on_case` ON `named` (`case_id`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer DEFAULT 0 NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer DEFAULT false NOT NULL,
	`image` text,
	`phone` text,
	`language` text DEFAULT 'nb' NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_email_unique` ON `people` (`email`);--> statement-breakpoint
CREATE TABLE `reads` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`person_id` text NOT NULL,
	`at` integer NOT NULL,
	`request_id` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `reads_of_case` ON `reads` (`case_id`,`at`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`person_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sessions_token_unique` ON `sessions` (`token`);--> statement-breakpoint
CREATE INDEX `sessions_of_person` ON `sessions` (`person_id`);--> statement-breakpoint
CREATE TABLE `stages` (
	`code` text PRIMARY KEY NOT NULL,
	`track` text NOT NULL,
	`position` integer NOT NULL,
	`phase` text NOT NULL,
	`name` text NOT NULL,
	`meaning` text NOT NULL,
	`limit_days` integer NOT NULL,
	`requires` text NOT NULL,
	`retired_on` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `stages_in_order` ON `stages` (`track`,`position`);--> statement-breakpoint
CREATE TABLE `tally` (
	`hub_id` text NOT NULL,
	`track` text NOT NULL,
	`stage` text NOT NULL,
	`advisor_id` text NOT NULL,
	`turn` text NOT NULL,
	`n` integer NOT NULL,
	`restricted` integer NOT NULL,
	PRIMARY KEY(`hub_id`, `advisor_id`, `track`, `stage`, `turn`)
);
--> statement-breakpoint
CREATE INDEX `tally_sums` ON `tally` (`hub_id`,`track`,`stage`) WHERE advisor_id = '' and turn = '';--> statement-breakpoint
CREATE TABLE `texts` (
	`event_id` text NOT NULL,
	`name` text NOT NULL,
	`subject` text NOT NULL,
	`body` text,
	`erased_at` integer,
	PRIMARY KEY(`event_id`, `name`),
	CONSTRAINT "erased" CHECK((body is null) = (erased_at is not null))
);
--> statement-breakpoint
CREATE INDEX `texts_of_subject` ON `texts` (`subject`);--> statement-breakpoint
CREATE TABLE `tracks` (
	`code` text PRIMARY KEY NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tracks_in_order` ON `tracks` (`position`);--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `verifications_by_identifier` ON `verifications` (`identifier`);--> statement-breakpoint
CREATE INDEX `cases_of_hub` ON `cases` (`hub_id`,`track`,`stage`,`since`,`id`) WHERE ended_on is null;
--> statement-breakpoint
CREATE TRIGGER `events_stay_unchanged` BEFORE UPDATE ON `events` BEGIN SELECT raise(abort, 'the log is never updated'); END;--> statement-breakpoint
CREATE TRIGGER `events_stay` BEFORE DELETE ON `events` BEGIN SELECT raise(abort, 'the log is never deleted from'); END;--> statement-breakpoint
CREATE TRIGGER `reads_stay_unchanged` BEFORE UPDATE ON `reads` BEGIN SELECT raise(abort, 'the read log is never updated'); END;--> statement-breakpoint
CREATE TRIGGER `reads_stay` BEFORE DELETE ON `reads` BEGIN SELECT raise(abort, 'the read log is never deleted from'); END;
