import type { ExampleSet } from '../examples.ts';
import { FileUpload } from './file-upload.tsx';

export const fileUploadExamples: ExampleSet = {
  component: 'FileUpload',
  examples: [
    {
      name: 'A roster',
      node: (
        <FileUpload
          name="roster"
          label={{ text: 'OneRoster file', classes: 'govuk-label--s' }}
          hint={{
            text: 'The zip that your management information system wrote. Nothing changes until you say so.',
          }}
          accept=".zip"
        />
      ),
    },
  ],
};
