import { join } from 'node:path'
import { commandPages } from './commands.ts'
import { definitionPage } from './definition.ts'
import { examplesPage } from './examples.ts'
import { libraryPages } from './library.ts'
import { resourcesPage } from './resources.ts'
import { restPages } from './rest-api.ts'
import { templatesPage } from './templates.ts'

/** The pages that are made from the code, by their addresses. */
export async function referencePages(root: string): Promise<Map<string, string>> {
  const library = { connector: join(root, 'packages/connector'), cache: join(root, 'packages/site/.astro/library') }
  return new Map([
    ...(await commandPages()),
    ...(await libraryPages(library)),
    ...restPages(),
    ['reference/definitions', definitionPage()],
    ['reference/templates', templatesPage()],
    ['reference/resources', resourcesPage()],
    ['reference/examples', examplesPage(root)],
  ])
}
