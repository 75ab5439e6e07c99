/** Functions of ours → the roles that may call them; nobody but the owner where there is none. */

const EVERYBODY = 'app auditor escalation housekeeper person postman roster signin visitor';
const ACTORS = 'auditor escalation housekeeper person postman roster signin visitor';

export const functions: Readonly<Record<string, string>> = {
  // What the transaction was told of who acts and when: settings, no rows.
  'app.actor()': EVERYBODY,
  'app.at()': EVERYBODY,
  'app.ids(set_name text)': EVERYBODY,
  'app.enter_person(person uuid, at timestamp with time zone, second_factor boolean)': 'app',
  'app.enter_roster(school uuid, at timestamp with time zone)': 'app',
  'app.case_readers()': 'person roster',
  'app.protect(target regclass, retention_class text)': '',
  'audit.append(events jsonb, at timestamp with time zone, actor text, request text)': ACTORS,
  'audit.content_hash(table_name text, row_id uuid)': 'auditor',
  'audit.register_content(name text, volatile_columns text[])': '',
  'concern.ladder(school uuid, which text, ticked text[])': 'person',
  'concern.ladder_of(concern uuid)': 'escalation',
  'concern.place(target uuid, about_adult boolean, acknowledge_by timestamp with time zone)': 'person',
  'concern.readers(school uuid, which text, day date)': '',
  'concern.search_cases(words text, name_like text)': 'person',
  'concern.tell_of_addition(addition uuid)': 'person',
  'signin.ask_duty(duty uuid, person uuid, school uuid, duty_role text, cover boolean, held daterange, new_user_name text)':
    'person',
  'signin.cancel_duty(duty uuid)': 'person',
  'signin.cancel_recovery(recovery uuid)': 'person',
  'signin.case_readers(trust uuid)': 'person signin',
  'signin.confirm_duty(duty uuid, appointment uuid, pass_id uuid, code bytea)': 'person',
  'signin.confirm_recovery(recovery uuid, pass_id uuid, code bytea)': 'person',
  'signin.end_duty(appointment uuid)': 'person',
  'signin.find_session(token bytea, at timestamp with time zone, idle interval)': 'app',
  'signin.give_code(person uuid, new_user_name text, pass_id uuid, code bytea, why text, expires timestamp with time zone, facts jsonb)':
    '',
  'signin.has_second(person uuid)': 'person',
  'signin.invite(person uuid, new_user_name text, pass_id uuid, code bytea)': 'person',
  'signin.is_set_up()': 'visitor',
  'signin.keeps_roster_of(person uuid)': 'person',
  'signin.leads(school uuid)': '',
  'signin.leads_person(person uuid)': 'person',
  'signin.my_account()': 'person',
  'signin.reads_cases(person uuid)': 'person signin',
  'signin.refuse(code text, why text)': '',
  'signin.repeat_first_code(person uuid, pass_id uuid, code bytea)': 'person',
  'signin.set_disabled(person uuid, disabled boolean)': 'person',
  'signin.set_up(facts jsonb, dsl_code bytea)': 'visitor',
  'signin.start_recovery(recovery uuid, person uuid, why text, new_user_name text)': 'person',
  'signin.today()': 'person signin',
};
