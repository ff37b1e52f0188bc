CREATE INDEX `cases_that_wait` ON `cases` (`until`) WHERE ended_on is null and turn <> 'us';--> statement-breakpoint
CREATE INDEX `events_undone` ON `events` (`undoes`) WHERE undoes is not null;--> statement-breakpoint
-- What has neither a step nor a wait is '0' from now on; '' is what comes before it: never contacted, and not waiting for others.
UPDATE `cases` SET `attend_on` = '0' WHERE `attend_on` = '' AND coalesce(`facts` ->> '$.logged.call', 0) + coalesce(`facts` ->> '$.logged.meeting', 0) + coalesce(`facts` ->> '$.logged.visit', 0) + coalesce(`facts` ->> '$.logged.mail', 0) + coalesce(`facts` ->> '$.logged.customer', 0) > 0;--> statement-breakpoint
UPDATE `cases` SET `attend_on` = '' WHERE (`until` IS NULL OR `turn` = 'us') AND coalesce(`facts` ->> '$.logged.call', 0) + coalesce(`facts` ->> '$.logged.meeting', 0) + coalesce(`facts` ->> '$.logged.visit', 0) + coalesce(`facts` ->> '$.logged.mail', 0) + coalesce(`facts` ->> '$.logged.customer', 0) = 0;
