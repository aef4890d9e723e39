-- Relays: which mounts of this server are heard from another one, and how.
create table relay (
    mount           varchar(255) primary key,
    enabled         boolean      not null,
    on_demand       boolean      not null,
    idle_timeout_ms bigint
);

-- Where a relay may come from; the best has the place 0. The password is sent there, and so is kept as it is.
create table relay_upstream (
    mount        varchar(255)  not null references relay (mount),
    place        integer       not null,
    url          varchar(1024) not null,
    username     varchar(255),
    password     varchar(255),
    icy_metadata boolean       not null,
    primary key (mount, place),
    check ((username is null) = (password is null))
);
