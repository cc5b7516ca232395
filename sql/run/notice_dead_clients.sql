-- Purpose: let the server end a run whose client died, and so its locks, within a minute or so.
-- Grain: the session. A server whose platform cannot look while it works refuses that setting.
select
    set_config('tcp_keepalives_idle', '30', false) as idle,
    set_config('tcp_keepalives_interval', '10', false) as every,
    set_config('tcp_keepalives_count', '3', false) as times;

do $$
begin
    perform set_config('client_connection_check_interval', '10s', false);
exception
    when invalid_parameter_value then null;
end
$$
