-- Whoever is an owner no longer keeps no way around single sign-on, also where a bulk act has taken the role.
grant delete on break_glass to portico_worker;
