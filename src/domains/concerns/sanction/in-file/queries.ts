import { sql } from 'kysely';

/** This child's own sanctions, as branches of their file; `not` of one that was reversed or never taken. */
export const sanctionsInFile = sql`
  select s.id, 'sanction', coalesce(s.decided_at, s.proposed_at), s.concern_id, t.called, s.state in ('reversed', 'dropped'),
      s.reason, coalesce(s.decided_by, s.proposed_by)
    from mine join concern.party y on y.concern_id = mine.concern_id and y.person_id = mine.person_id
    join concern.sanction s on s.party_id = y.id join concern.sanction_step t on t.id = s.step_id
  union all
  select s.id, 'sanction_ended', s.ended_at, s.concern_id, s.state, false, concat_ws('. ', t.called, s.ended_why), s.ended_by
    from mine join concern.party y on y.concern_id = mine.concern_id and y.person_id = mine.person_id
    join concern.sanction s on s.party_id = y.id and s.ended_at is not null
    join concern.sanction_step t on t.id = s.step_id`;
