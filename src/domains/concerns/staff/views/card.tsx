import { formatDate, formatDaysFrom, formatInstant, localDate } from '#platform/clock';
import { Alert, Card, LinkRow, Muted, SummaryList, Tag, WorkList } from '#platform/ui';
import type { CaseView } from '../../case/page/service.ts';
import { findingWords } from '../../case/words.ts';
import { patternOf, patternWords } from '../pattern.ts';
import { questionIds, questions } from '../questions.ts';
import type { Assessment } from '../types.ts';
import {
  agreerWords,
  decisionWords,
  employerName,
  LOW_LEVEL_REFERENCE,
  levelWords,
  outcomeWords,
  referenceWords,
  tellingWords,
  workerWords,
} from '../words.ts';
import { EarlierConcerns } from './earlier.tsx';
import { HoldWarning } from './fields.tsx';

interface OfCase {
  readonly view: CaseView;
}
interface Judged extends OfCase {
  readonly latest: Assessment;
}

const base = ({ file }: CaseView) => `/concerns/${file.concernId}`;

function Links({ view, latest }: OfCase & { readonly latest: Assessment | undefined }) {
  const links = [
    view.allowed.has('staff_assess') ? ['weigh', latest === undefined ? 'Weigh it' : 'Weigh it again'] : [],
    view.allowed.has('staff_tell') ? ['told', 'Record what was told'] : [],
    view.allowed.has('staff_measure') && latest?.level === 'allegation'
      ? ['work', 'Where they work meanwhile']
      : [],
    view.allowed.has('staff_child') ? ['child', 'Record what the child needs'] : [],
    latest === undefined ? [] : ['meeting.pdf', 'Print for a meeting'],
  ];
  return (
    <LinkRow
      links={links.flatMap(([path, text]) =>
        path === undefined || text === undefined ? [] : [{ href: `${base(view)}/staff/${path}`, text }],
      )}
    />
  );
}

function Answers({ latest }: Pick<Judged, 'latest'>) {
  return (
    <SummaryList
      rows={[
        {
          key: { text: 'Who' },
          value: {
            text: `${latest.name}. ${workerWords[latest.worker]}${latest.employer === null ? '' : `: ${latest.employer}`}`,
          },
        },
        ...questionIds.map((id) => ({
          key: { text: questions[id] },
          value: {
            text: `${latest.answers[id].met ? 'Yes, or it may be so' : 'No'}. ${latest.answers[id].why}`,
          },
        })),
        {
          key: { text: levelWords[latest.level] },
          value: {
            text: `${latest.reason} (${latest.byName}, ${formatInstant(latest.at)}; guidance of ${latest.edition})`,
          },
        },
      ]}
    />
  );
}

/** The officer's working day, until they were told. */
function LadoClock({ view, latest }: Judged) {
  if (latest.ladoBy === null) return null;
  if (view.following.staff.ladoTold)
    return <p className="govuk-body">The designated officer (LADO) was told.</p>;
  const days = latest.ladoBy.since(localDate(view.now)).days;
  return (
    <Alert variant="warning" title="Tell the designated officer">
      <p className="govuk-body">
        {days < 0 ? <Tag tone="urgent">Late</Tag> : null} The LADO is told by {formatDate(latest.ladoBy)} (
        {formatDaysFrom(localDate(view.now), latest.ladoBy)}), before anybody looks into it.{' '}
        {view.allowed.has('refer') ? (
          <a className="govuk-link" href={`${base(view)}/referrals/new?to=lado`}>
            Record that you told them
          </a>
        ) : null}
      </p>
    </Alert>
  );
}

/** Of an allegation the finding, of a low-level concern its outcome; and what a reference may say of it. */
function Result({ view, latest }: Judged) {
  const { file, following } = view;
  const [outcome] = following.staff.outcomes;
  if (latest.level === 'neither') return null;
  const ofAllegation = latest.level === 'allegation';
  const act = ofAllegation ? 'finding' : 'staff_outcome';
  const said = ofAllegation
    ? file.finding && findingWords[file.finding]
    : outcome && `${outcomeWords[outcome.outcome]}. ${outcome.reason}`;
  return (
    <p className="govuk-body">
      <b>What came of it:</b> {said ?? 'not decided yet'}.{' '}
      {view.allowed.has(act) ? (
        <a className="govuk-link" href={`${base(view)}/${ofAllegation ? 'finding' : 'staff/outcome'}`}>
          {said === null || said === undefined ? 'Record it' : 'Change it'}
          <span className="govuk-visually-hidden">: what came of it</span>
        </a>
      ) : null}
      <br />
      <b>In a reference:</b>{' '}
      {ofAllegation ? referenceWords[file.finding ?? 'no_finding'] : LOW_LEVEL_REFERENCE}
    </p>
  );
}

/** What the law asks once somebody is removed, or would have been; each is a referral or a reason why not. */
function BarringPrompt({ view, latest }: Judged) {
  if (latest.level !== 'allegation' || view.file.finding !== 'substantiated') return null;
  const asked = (['dbs', 'tra'] as const).filter(
    (to) => !view.following.referrals.some(({ recipient }) => recipient === to),
  );
  if (asked.length === 0) return null;
  const names = { dbs: 'Disclosure and Barring Service (DBS)', tra: 'Teaching Regulation Agency (TRA)' };
  return (
    <Alert variant="information" title="Who else must know?">
      <p className="govuk-body">
        If they were removed from work with children, or would have been had they not left, the law asks for a
        referral to the DBS. Of a teacher’s serious misconduct, think of the TRA.
      </p>
      <ul className="govuk-list">
        {asked.map((to) => (
          <li key={to}>
            {names[to]}:{' '}
            <a className="govuk-link" href={`${base(view)}/referrals/new?to=${to}`}>
              record a referral<span className="govuk-visually-hidden"> to the {names[to]}</span>
            </a>{' '}
            or{' '}
            <a className="govuk-link" href={`${base(view)}/referrals/not?to=${to}`}>
              say why not<span className="govuk-visually-hidden"> to the {names[to]}</span>
            </a>
          </li>
        ))}
      </ul>
    </Alert>
  );
}

function Log({ view }: OfCase) {
  const { measures, tellings } = view.following.staff;
  return (
    <>
      <WorkList
        empty="Nobody has recorded where they work meanwhile."
        items={measures.map((one) => ({
          tag: { text: one.decision === 'suspended' ? 'Neutral act' : 'Decided', tone: 'quiet' },
          title: decisionWords[one.decision],
          detail: `${one.reason} Thought of: ${one.alternatives} May turn to ${one.contact}. Support: ${one.support}`,
          when: `from ${formatDate(one.fromOn)}${one.reviewOn === null ? '' : `, again ${formatDate(one.reviewOn)}`}`,
        }))}
      />
      <WorkList
        empty="Nobody has told them anything."
        items={tellings.map((one) => ({
          tag: {
            text: one.kind === 'hold' ? 'Hold' : 'Log',
            tone: one.kind === 'hold' ? 'attention' : 'quiet',
          },
          title: tellingWords[one.kind],
          detail: `${one.what} (${one.toldBy}${one.toldWhom === null ? '' : `, to ${one.toldWhom}`}${
            one.agreedWith === null
              ? ''
              : `; ${agreerWords[one.agreedWith]}${one.agreement === null ? '' : `: ${one.agreement}`}`
          })`,
          when: `${formatDate(one.happenedOn)}${one.happenedTime === null ? '' : ` at ${one.happenedTime}`}`,
        }))}
      />
    </>
  );
}

/** What the adult's employer must hear of, where it is not the school. */
function EmployerPrompt({ view, latest }: Judged) {
  const whose = employerName[latest.worker];
  const told = view.following.staff.tellings.some(({ kind }) => kind === 'employer_told');
  if (whose === undefined || latest.level === 'neither' || told) return null;
  return (
    <p className="govuk-body">
      Their {whose}, {latest.employer}, has not been told yet. Ask the LADO, then record who was told and
      when. The school stays in charge of looking into it.
    </p>
  );
}

function Weighed({ view, latest }: Judged) {
  const { following, concern, parties } = view;
  const { staff } = following;
  const here = {
    reportedOn: localDate(concern.reportedAt),
    kinds: concern.kinds,
    childIds: parties.flatMap(({ isAdult, personId }) => (isAdult || personId === null ? [] : [personId])),
  };
  const low = staff.earlier.filter(({ level }) => level === 'low_level');
  const pattern = latest.level === 'low_level' ? patternWords(patternOf(here, low, localDate(view.now))) : [];
  return (
    <>
      {pattern.map((words) => (
        <p key={words} className="govuk-body">
          <Tag tone="attention">Pattern</Tag> {words}
        </p>
      ))}
      <LadoClock view={view} latest={latest} />
      <HoldWarning staff={staff} />
      <Answers latest={latest} />
      <EmployerPrompt view={view} latest={latest} />
      <Result view={view} latest={latest} />
      <BarringPrompt view={view} latest={latest} />
      <Log view={view} />
    </>
  );
}

/** What was judged and done about the adult. On a case about a child there is none. */
export function StaffCard({ view }: OfCase) {
  const { staff } = view.following;
  const [latest] = staff.assessments;
  if (view.file.stream === 'child') return null;
  const { reporterId } = view.concern;
  const selfTold = reporterId !== null && staff.subjects.some(({ personId }) => personId === reporterId);
  return (
    <div id="staff">
      <Card title="About the adult" actions={<Links view={view} latest={latest} />}>
        {latest === undefined ? (
          <p className="govuk-body">Nobody has weighed it yet: allegation, low-level concern, or neither?</p>
        ) : (
          <Weighed view={view} latest={latest} />
        )}
        <EarlierConcerns staff={staff} />
        {staff.childRecords.length === 0 ? null : (
          <p className="govuk-body">
            What the child needs is recorded apart:{' '}
            {staff.childRecords.map(({ id, reference }) => (
              <span key={id}>
                <a className="govuk-link" href={`/concerns/${id}`}>
                  {reference}
                </a>{' '}
              </span>
            ))}
          </p>
        )}
        {selfTold ? <p className="govuk-body">They told of it themselves. That counts for them.</p> : null}
        <Muted>Kept apart from every child’s file. The adult sees nothing of it and is mailed nothing.</Muted>
      </Card>
    </div>
  );
}
