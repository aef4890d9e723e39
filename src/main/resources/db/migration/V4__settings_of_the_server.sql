-- What was set while the server ran: keys and values as docs/settings.md has them. They go before HOME/icefloe.properties.
create table server_setting (
    setting       varchar(128)  primary key,
    setting_value varchar(8192) not null
);
