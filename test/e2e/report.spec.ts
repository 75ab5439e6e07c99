import { expect, expectAccessible, expectNoSidewaysScroll, test } from './support/journey.ts';

for (const width of [320, 390, 1366]) {
  test(`a teacher reports a concern at ${width} px`, async ({ page, context, house }) => {
    const scene = await house.scene('school');
    await page.setViewportSize({ width, height: 800 });
    await house.signIn(context, scene.teacher);
    const look = async (name: string) => {
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      if (process.env.GATEHOUSE_SHOTS)
        await page.screenshot({
          path: `${process.env.GATEHOUSE_SHOTS}/report-${name}-${width}.png`,
          fullPage: true,
        });
    };
    await page.goto('/concerns/report');
    await look('start');
    await page.getByRole('button', { name: 'Start' }).click();
    await expect(page.getByRole('alert')).toContainText('Say whether somebody is in danger now.');
    await look('start-error');
    await page.getByRole('group', { name: 'Is somebody in danger right now?' }).getByLabel('No').check();
    await page
      .getByRole('group', { name: 'Is it about an adult who works or volunteers here?' })
      .getByLabel('No', { exact: true })
      .check();
    await page.getByRole('button', { name: 'Start' }).click();

    await page.getByLabel('Name of a child or adult at this school').fill('quill');
    await page.getByRole('option', { name: /Amara Quillfeather/ }).click();
    await page.getByRole('button', { name: 'Add to this report' }).click();
    await expect(page.getByText('Year 6, Beech')).toBeVisible();
    await look('who');
    await page.getByRole('button', { name: 'Continue' }).click();

    await page.getByLabel('Bullying or unkind messages').check();
    await page.getByLabel('Another day').check();
    await expect(page.getByLabel('Year', { exact: true })).toBeVisible();
    await page.getByLabel('Yesterday').check();
    await expect(page.getByLabel('Year', { exact: true })).toBeHidden();
    await page.getByLabel('At home').check();
    await look('what');
    await page.getByRole('button', { name: 'Continue' }).click();

    await look('image');
    await page.getByLabel('No', { exact: true }).check();
    await page.getByRole('button', { name: 'Continue' }).click();

    await page.getByLabel('What the child said').fill('They keep sending it every night.');
    await look('words');
    await page.getByRole('button', { name: 'Continue' }).click();

    await expect(page.getByRole('heading', { name: 'Check and send' })).toBeVisible();
    await look('check');
    await page.getByRole('button', { name: 'Send report' }).click();
    await expect(page.getByText('Your report was sent')).toBeVisible();
    await look('sent');
    await page.goto('/concerns/mine');
    await look('mine');
  });
}
