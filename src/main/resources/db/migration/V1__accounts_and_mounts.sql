-- Logins that are good for the whole server.
create table account (
    username      varchar(255) primary key,
    role          varchar(16)  not null,
    password_hash varchar(255) not null
);

-- What a mount's own entry says. A column that is null leaves the matter to the server's defaults.
create table mount (
    name                 varchar(255) primary key,
    source_timeout_ms    bigint,
    burst_size           integer,
    queue_size           integer,
    metadata_interval    integer,
    delivery_interval_ms bigint,
    max_listeners        integer,
    charset              varchar(64),
    hidden               boolean,
    stream_name          varchar(1024),
    stream_description   varchar(1024),
    stream_genre         varchar(1024),
    stream_url           varchar(1024),
    listed               boolean,
    source_user          varchar(255),
    source_password_hash varchar(255),
    check ((source_user is null) = (source_password_hash is null))
);
