// The rows of a made-up network, as SQL that runs inside the database. Arguments: :first and :last, which rows, by number;
// :hubs, how many; :today; :home, the hub that is looked at; :logged, the last case whose opening is in the log; and more.

/** Every list to pick from is dealt out to as many places, so that one number picks from any of them. */
const PLACES = 60

/** `:lists` are `{ name, items: [value, label][] }`, none longer than there are places. */
export const PICKS = [
  "create table picks (list text, n integer, value text, label text, primary key (list, n)) without rowid",
  `insert into picks
    with recursive places(n) as (select 0 union all select n + 1 from places where n < ${PLACES - 1})
    select value ->> 'name', n, value -> 'items' -> (n % json_array_length(value, '$.items')) ->> 0,
      value -> 'items' -> (n % json_array_length(value, '$.items')) ->> 1
    from json_each(:lists), places`,
]

/** A number below `sides` that looks like chance and is the same in every run, so that figures can be compared. */
function roll(what: string, sides: number | string, key = "i"): string {
  const salt = [...what].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 1_000_003, 7) * 7919
  const x = `((${key} * 2654435761 + ${salt}) & 2147483647)`
  return `((((${x} * ${x}) >> 17) & 2147483647) % (${sides}))`
}

const at = (list: string, n: string, column = "value") =>
  `(select ${column} from picks where list = ${list} and n = ${n})`
const pick = (list: string, column?: string) => at(`'${list}'`, roll(list, PLACES), column)
const pickOf = (list: string, owner: string, column?: string) =>
  at(`'${list}:' || ${owner}`, roll(list, PLACES), column)

const rows = "with recursive n(i) as (select :first union all select i + 1 from n where i < :last)"
const hub = (column?: string) => at("'hub'", "(i - 1) % :hubs", column)
const id = (kind: string, key: string) => `'${kind}-' || printf('%07d', ${key})`
const between = (kind: string, last = ":last") => `id between ${id(kind, ":first")} and ${id(kind, last)}`
const days = (from: string, n: string) => `date(${from}, (${n}) || ' days')`
const ms = (day: string) => `unixepoch(${day}) * 1000`

/** As core/text.ts folds them: what is made here has no other letters than these. */
const folded = (text: string) =>
  Object.entries({ Å: "a", å: "a", Ø: "o", ø: "o", Æ: "ae", æ: "ae" }).reduce(
    (all, [letter, plain]) => `replace(${all}, '${letter}', '${plain}')`,
    `lower(${text})`,
  )

const COMPANIES = `insert into companies (id, seq, name, orgnr, municipality, folded) ${rows}
  select ${id("company", "i")}, 1, ${pick("first word")} || ' ' || ${pick("second word")} || ' ' || i || ' AS',
    iif(${roll("numbered", 5)} < 4, 300000000 + i, null), ${pickOf("area", hub())},
    replace(${folded(`${pick("first word")} || ${pick("second word")} || i`)}, ' ', '')
  from n`

/**
 * Hubs take turns, so that a case's number follows from its place. Three in ten are open. A company mostly has one case,
 * sometimes more in the same hub, seldom in another.
 */
const CASES = `insert into cases (id, ref, number, seq, pseudonym, hub_id, company_id, company, municipality, place,
    track, access, stage, since, opened_on, need, advisor_id, turn, until, wait_reason, next_step, next_on, facts,
    is_registered, has_contact, limit_days, clock_on, stale_on, attend_on, search, ended_on, ending)
  ${rows}, drawn as materialized (
    select i, ${hub()} as hub, ${hub("label")} || '-' || ((i - 1) / :hubs + 1) as ref, ${pick("track")} as track,
      ${roll("open", 10)} < 3 as is_open, ${roll("same company", 20)} as same, ${pick("need")} as need
    from n
  ), dated as materialized (
    select *, iif(is_open, ${roll("age", 200)}, 30 + ${roll("age", 970)}) as age,
      ${pickOf("stage", "track")} as stage, cast(${pickOf("stage", "track", "label")} as integer) as limit_days,
      ${pickOf("area", "hub")} as municipality, ${pickOf("area", "hub", "label")} as place,
      iif(is_open and ${roll("waits", 10)} < 3, ${days(":today", `${roll("until", 45)}`)}, null) as until,
      iif(is_open and ${roll("planned", 10)} < 7, ${days(":today", `${roll("next", 40)} - 15`)}, null) as next_on,
      iif(same < 16, i, iif(same < 19, i - :hubs * (1 + ${roll("earlier", 5)}), i - 1 - ${roll("near", 20)})) as nth
    from drawn
  ), clocked as materialized (
    select *, ${days(":today", "-age")} as opened_on, ${days(":today", `-min(age, ${roll("since", 90)})`)} as since,
      ${days(":today", `-min(age, ${roll("since", 90)}, ${roll("quiet", 60)})`)} as clock_on
    from dated
  )
  select ${id("case", "i")}, ref, (i - 1) / :hubs + 1, 1, 'P' || i, hub, companies.id, companies.name, kase.municipality,
    place, track, ${pick("access")}, stage, since, opened_on, need, ${pickOf("advisor", "hub")},
    iif(until is null, 'us', ${pick("turn")}), until, iif(until is null, null, ${pick("wait")}),
    iif(next_on is null, null, ${pick("step")}), next_on, ${pick("facts")}, companies.orgnr is not null, 1, limit_days,
    clock_on, ${days("max(clock_on, coalesce(until, clock_on))", "limit_days * 7 / 5 + 1")}, iif(until is null and ${pick("facts")} not like '%"call"%', '', coalesce(until, next_on, '0')),
    ${folded("ref || ' ' || companies.name || ' ' || need || ' ' || place")},
    iif(is_open, null, ${days("opened_on", roll("length", "age"))}), iif(is_open, null, ${pick("ending")})
  from clocked as kase join companies on companies.id = ${id("company", "iif(nth < 1, i, nth)")}`

/** Each case brings someone to talk to. */
const CONTACTS = `insert into contacts (id, company_id, case_id, name, email, phone, role, since)
  with recursive named as materialized (select i, ${pick("person")} as name from (${rows} select i from n))
  select 'contact-' || i, company_id, id, name, 'contact' || i || '@company.example', '+47' || (40000000 + i), 'Daglig leder',
    opened_on
  from named join cases on cases.id = ${id("case", "i")}`

/** Each case is opened where it stands. */
const LOG = [
  `insert into events (id, stream, seq, case_id, company_id, hub_id, actor_kind, actor_id, type, data, on_date, at, act,
      nth, request_id)
    select 'opened-' || id, 'case:' || id, 1, id, company_id, hub_id, 'person', coalesce(advisor_id, hub_id || '-manager'),
      'opened', json_object('type', 'opened', 'case', json_object('id', id, 'ref', ref, 'number', number, 'pseudonym',
      pseudonym, 'hubId', hub_id, 'companyId', company_id, 'municipality', municipality, 'place', place, 'track', track,
      'access', access, 'stage', stage, 'advisorId', advisor_id, 'limitDays', limit_days, 'isRegistered',
      json(iif(is_registered, 'true', 'false')), 'hasContact', json('true'), 'enquiryId', null)),
      opened_on, ${ms("opened_on")}, 'open-' || id, 0, 'bench'
    from cases where ${between("case", "min(:last, :logged)")}`,
  ...["company", "need"].map(
    (name) => `insert into texts (event_id, name, subject, body)
      select 'opened-' || id, '${name}', 'case:' || id, ${name}
      from cases where ${between("case", "min(:last, :logged)")}`,
  ),
]

/** As many as there are cases. One in twenty-five waits, and at home the first forty do. */
const ENQUIRIES = `insert into enquiries (id, ref, seq, hub_id, state, municipality, orgnr, why, language,
    received_on, due_on, case_id, company, need, contact, email)
  ${rows}, drawn as materialized (
    select i, hub, ${pickOf("area", "hub")} as municipality,
      case when waits then 'waiting' when ${roll("answer", 4)} < 3 then 'accepted' else 'declined' end as state,
      ${days(":today", `-iif(waits, ${roll("received", 10)}, 10 + ${roll("received", 900)})`)} as received_on
    from (
      select i, ${hub()} as hub, ${roll("waiting", 25)} = 0 or (${hub()} = :home and (i - 1) / :hubs < 40) as waits from n
    )
  )
  select ${id("enquiry", "i")}, ${reference()}, 1, hub, state, municipality, null,
    json_object('kind', 'covered', 'code', municipality, 'validFrom', '2020-01-01'), 'nb',
    received_on, ${days("received_on", "3")}, iif(state = 'accepted', ${id("case", "i")}, null),
    ${pick("first word")} || ' ' || ${pick("second word")}, ${pick("need")} || ' ' || i, ${pick("person")}, 'contact' || i || '@company.example'
  from drawn`

/** "H-23456B": as src/intake gives them out, but in order. */
function reference(): string {
  const signs = "23456789BCDFGHJKMNPQRSTVWXYZ"
  const places = [0, 1, 2, 3, 4, 5].map((n) => `substr('${signs}', i / ${signs.length ** n} % ${signs.length} + 1, 1)`)
  return ["'H-'", ...places].join(" || ")
}

const WAITING_LOG = [
  `insert into events (id, stream, seq, hub_id, actor_kind, actor_id, type, data, on_date, at, act, nth, request_id)
    select 'received-' || id, 'enquiry:' || id, 1, hub_id, 'public', 'public', 'received', json_object('type', 'received',
      'enquiry', json_object('ref', ref, 'hubId', hub_id, 'municipality', municipality, 'orgnr', orgnr, 'why', json(why),
      'language', language, 'dueOn', due_on)), received_on, ${ms("received_on")}, 'receive-' || id, 0, 'bench'
    from enquiries where state = 'waiting' and ${between("enquiry")}`,
  ...["company", "need", "contact", "email"].map(
    (name) => `insert into texts (event_id, name, subject, body)
      select 'received-' || id, '${name}', 'enquiry:' || id, ${name}
      from enquiries where state = 'waiting' and ${between("enquiry")}`,
  ),
]

/**
 * What is looked at has work behind it and all that any gate asks for (`:facts`), in the advisor's hands; and the
 * advisor works along on some restricted cases.
 */
export const HISTORY = [
  `update cases set seq = :entries, facts = :facts, attend_on = coalesce(until, next_on, '0'),
    is_registered = 1, advisor_id = :advisor where id in (
    select id from cases where hub_id = :home and ended_on is null and track = :track and access <> 'restricted'
    order by number limit :known)`,
  `insert into events (id, stream, seq, case_id, company_id, hub_id, actor_kind, actor_id, type, data, on_date, at, act,
      nth, request_id)
    with recursive n(seq) as (select 2 union all select seq + 1 from n where seq < :entries)
    select 'noted-' || n.seq || '-' || id, 'case:' || id, n.seq, id, company_id, hub_id, 'person', :advisor, 'noted',
      '{"type":"noted","kind":"note"}', since, ${ms("since")} + n.seq, 'note-' || n.seq || '-' || id, 0, 'bench'
    from cases, n where cases.seq = :entries`,
  `insert into texts (event_id, name, subject, body)
    select id, 'note', stream, 'Snakket om hva som skjer videre, og hvem som gjør hva til neste gang.'
    from events where type = 'noted'`,
  `insert into named (person_id, case_id)
    select :advisor, id from cases where access = 'restricted' and ended_on is null and advisor_id <> :advisor
    order by hub_id <> :home, id limit 5`,
]

export const TALLY = [
  `insert into tally select hub_id, track, stage, '', '', count(*), sum(access = 'restricted')
    from cases where ended_on is null group by 1, 2, 3`,
  `insert into tally select 'network', track, stage, '', '', count(*), sum(access = 'restricted')
    from cases where ended_on is null group by 2, 3`,
  `insert into tally select hub_id, track, stage, coalesce(advisor_id, 'nobody'), turn, count(*), sum(access = 'restricted')
    from cases where ended_on is null group by 1, 2, 3, 4, 5`,
  "drop table picks",
]

const counts = (days: string) => `select stage, place, period, sum(n) as n, sum(restricted) as restricted,
    json_group_object(days, n) as days
  from (select stage, place, period, ${days} as days, count(*) as n, sum(restricted) as restricted
    from counted group by 1, 2, 3, 4) group by 1, 2, 3`

/** Of each case that has ended, the visit it ended in, of which a third was the company's; and how many took how long. */
export const STAYS = [
  `insert into spells (id, case_id, hub_id, track, stage, came_on, left_on, days, us, company, funder, other)
    select 'closed-' || id, id, hub_id, track, stage, opened_on, ended_on, days, days - days / 3, days / 3, 0, 0
    from (select *, min(400, cast((julianday(ended_on) - julianday(opened_on)) * 5 / 7 as integer)) as days
      from cases where ended_on is not null)`,
  `insert into stays (stage, period, hub_id, n, restricted, days, ours, others)
    with counted as materialized (
      select spells.stage, iif(everywhere, 'network', spells.hub_id) as place, iif(ever, '', substr(left_on, 1, 7)) as period,
        days, us, days - us as others, access = 'restricted' as restricted
      from spells join cases on cases.id = case_id,
        (select 0 as everywhere union all select 1), (select 0 as ever union all select 1)
    )
    select stage, period, place, whole.n, whole.restricted, whole.days, ours.days, others.days
    from (${counts("days")}) as whole join (${counts("us")}) as ours using (stage, place, period)
      join (${counts("others")}) as others using (stage, place, period)`,
]

export const ROWS = [COMPANIES, CASES, CONTACTS, ...LOG, ENQUIRIES, ...WAITING_LOG]
