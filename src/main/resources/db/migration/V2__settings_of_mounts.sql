-- What a mount's own entry says: a row for each setting, its key and value as docs/settings.md has them. A setting
-- without a row is left to others. The columns of V1 move here, so that a new setting needs no new column.
create table mount_setting (
    mount         varchar(255)  not null references mount (name),
    setting       varchar(64)   not null,
    setting_value varchar(8192) not null,
    primary key (mount, setting)
);

insert into mount_setting
    select name, 'source-timeout', cast(source_timeout_ms as varchar) || 'ms' from mount where source_timeout_ms is not null;
insert into mount_setting
    select name, 'burst-size', cast(burst_size as varchar) from mount where burst_size is not null;
insert into mount_setting
    select name, 'queue-size', cast(queue_size as varchar) from mount where queue_size is not null;
insert into mount_setting
    select name, 'metadata-interval', cast(metadata_interval as varchar) from mount where metadata_interval is not null;
insert into mount_setting
    select name, 'delivery-interval', cast(delivery_interval_ms as varchar) || 'ms' from mount
    where delivery_interval_ms is not null;
insert into mount_setting
    select name, 'max-listeners', cast(max_listeners as varchar) from mount where max_listeners is not null;
insert into mount_setting
    select name, 'charset', charset from mount where charset is not null;
insert into mount_setting
    select name, 'hidden', case when hidden then 'true' else 'false' end from mount where hidden is not null;
insert into mount_setting
    select name, 'stream-name', stream_name from mount where stream_name is not null;
insert into mount_setting
    select name, 'stream-description', stream_description from mount where stream_description is not null;
insert into mount_setting
    select name, 'stream-genre', stream_genre from mount where stream_genre is not null;
insert into mount_setting
    select name, 'stream-url', stream_url from mount where stream_url is not null;
insert into mount_setting
    select name, 'stream-public', case when listed then 'true' else 'false' end from mount where listed is not null;

alter table mount drop column source_timeout_ms;
alter table mount drop column burst_size;
alter table mount drop column queue_size;
alter table mount drop column metadata_interval;
alter table mount drop column delivery_interval_ms;
alter table mount drop column max_listeners;
alter table mount drop column charset;
alter table mount drop column hidden;
alter table mount drop column stream_name;
alter table mount drop column stream_description;
alter table mount drop column stream_genre;
alter table mount drop column stream_url;
alter table mount drop column listed;
