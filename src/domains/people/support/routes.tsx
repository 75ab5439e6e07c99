import { emptyForm } from '#platform/forms';
import type { WebApp } from '#platform/http';
import { supportForm } from './forms.ts';
import { loadSchoolSupport, loadSupport, saveSupport } from './service.ts';
import type { SchoolSupport } from './types.ts';
import { HelpPage } from './views/help.tsx';
import { SupportFormPage } from './views/support-form.tsx';
import { WellbeingPage } from './views/wellbeing.tsx';

interface SchoolPath {
  Params: { school: string };
}

/** What the school has set itself; a field that shows the default is left empty. */
const typed = ({ contacts }: SchoolSupport) =>
  emptyForm(
    Object.fromEntries(
      contacts
        .filter(({ own }) => own)
        .flatMap(({ kind, name, contact }) => [
          [`${kind}_name`, name],
          [`${kind}_contact`, contact],
        ]),
    ),
  );

/** Where staff find help, and where a child does. The second needs no session, and asks nothing of the database. */
export function supportRoutes(app: WebApp): void {
  app.get('/help', { config: { withoutSession: true } }, (request, reply) =>
    reply.html(<HelpPage context={request.page()} />),
  );

  app.get('/wellbeing', async (request, reply) => {
    const schools = await request.asPerson(loadSupport);
    return reply.html(<WellbeingPage context={request.page()} schools={schools} />);
  });

  app.get<SchoolPath>('/wellbeing/:school', async (request, reply) => {
    const id = request.params.school;
    const school = await request.asPerson((tx, me) => loadSchoolSupport(tx, me, id));
    return reply.html(
      <SupportFormPage context={request.page()} school={school.school} schoolId={id} form={typed(school)} />,
    );
  });

  app.post<SchoolPath>('/wellbeing/:school', async (request, reply) => {
    const id = request.params.school;
    const parsed = supportForm.parse(request.body);
    if (!parsed.ok) {
      const school = await request.asPerson((tx, me) => loadSchoolSupport(tx, me, id));
      return reply
        .code(422)
        .html(
          <SupportFormPage
            context={request.page()}
            school={school.school}
            schoolId={id}
            form={parsed.state}
          />,
        );
    }
    await request.asPerson((tx, me) => saveSupport(tx, me, id, parsed.value));
    return reply.done('/wellbeing', 'Saved. Everybody in the school sees it from now on.');
  });
}
