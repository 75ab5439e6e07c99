import { allExamples } from './all-examples.ts';
import { SideNavigation } from './components/side-navigation.tsx';
import type { Example, ExampleSet } from './examples.ts';
import { AppPage } from './page/app-page.tsx';
import type { PageContext } from './page/context.ts';

const idOf = (set: ExampleSet) => set.component.toLowerCase().replace(/[^a-z]+/g, '-');

function Shown({ example }: { readonly example: Example }) {
  return (
    <div className="gh-gallery__example">
      <h3>{example.name}</h3>
      {example.node}
    </div>
  );
}

export interface UiGalleryProps {
  readonly context: PageContext;
}

/** Every component as it looks, for who builds pages with them and for the accessibility check. */
export function UiGallery({ context }: UiGalleryProps) {
  return (
    <AppPage
      title="Components"
      heading="Components"
      detail="Each as it is used. The name is what to import from #platform/ui."
      context={context}
    >
      <details className="gh-gallery__index">
        <summary>All {allExamples.length}</summary>
        <SideNavigation
          label="Components"
          items={allExamples.map((set) => ({ href: `#${idOf(set)}`, text: set.component }))}
        />
      </details>
      {allExamples.map((set) => (
        <section key={set.component} className="gh-gallery__set" id={idOf(set)} aria-label={set.component}>
          <h2>{set.component}</h2>
          {set.examples.map((example) => (
            <Shown key={example.name} example={example} />
          ))}
        </section>
      ))}
    </AppPage>
  );
}
