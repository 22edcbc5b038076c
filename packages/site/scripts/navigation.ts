/** A page of the site: a document of the repository, or, without one, what a generator of `reference/` writes. */
export interface SitePage {
  /** As the list of pages shows it. */
  readonly label: string
  /** Below `/docs/`, without a slash at either end; empty for the first page. */
  readonly address: string
  /** Path in the repository. */
  readonly document?: string
}

/** A folder of pages that are found when the site is built. */
interface PageFolder {
  readonly label: string
  readonly folder: string
}

interface PageGroup {
  readonly label: string
  readonly pages: readonly (SitePage | PageFolder)[]
}

/** All pages in the order in which the site lists them. */
export const navigation: readonly PageGroup[] = [
  {
    label: 'Start',
    pages: [
      { label: 'Documentation', address: '', document: 'docs/README.md' },
      { label: 'The first ten minutes', address: 'start', document: 'README.md' },
    ],
  },
  {
    label: 'Tutorials',
    pages: [
      document('Your first connection', 'tutorials/first-connection'),
      document('Invoices to PostgreSQL', 'tutorials/invoices-to-postgresql'),
      document('Suppliers from a CSV file', 'tutorials/suppliers-from-csv'),
      document('Agents', 'agents'),
    ],
  },
  {
    label: 'How to',
    pages: [
      document('Connect your Coupa', 'tasks/connect-your-coupa'),
      document('Add a container', 'tasks/add-a-container'),
      document('Export changes every night', 'tasks/nightly-export'),
      document('Mark records as exported', 'tasks/mark-as-exported'),
      document('Rotate a secret', 'tasks/rotate-a-secret'),
      document('Give a colleague access', 'tasks/give-a-colleague-access'),
      document('Set up alerts', 'alerts'),
      document('Find out custom fields', 'live-schema'),
      document('Troubleshoot', 'tasks/troubleshoot'),
    ],
  },
  {
    label: 'Processes',
    pages: [
      document('Out of Coupa', 'processes'),
      document('Templates of exports', 'processes/templates'),
      document('What is guaranteed', 'processes/guarantees'),
      document('Destinations', 'processes/destinations'),
      document('Write a definition', 'processes/definition'),
      document('When Coupa is told', 'processes/acknowledge'),
      document('On a hub', 'processes/hub'),
      document('Schedules', 'processes/schedules'),
      document('When something fails', 'processes/failures'),
      document('Reconcile and fill in', 'processes/reconcile'),
      document('Monitoring in Coupa', 'processes/monitoring'),
      document('Into Coupa', 'loads'),
      document("Coupa's flat files", 'flat-files'),
    ],
  },
  {
    label: 'Concepts',
    pages: [
      document('Guarantees', 'concepts/guarantees'),
      document('Tokens', 'concepts/tokens'),
      document('Rate', 'concepts/rate'),
      document('Receipts', 'concepts/receipts'),
      document('Containers', 'concepts/containers'),
      document('Environments', 'concepts/environments'),
      document('Other connectors', 'comparison'),
      document('Glossary', 'glossary'),
    ],
  },
  {
    label: 'Operations',
    pages: [
      document('Run a hub', 'operations'),
      document('The database', 'operations/database'),
      document('Several hubs', 'operations/several-hubs'),
      document('Upgrade and back up', 'operations/backup'),
      document('Monitoring and retention', 'operations/monitoring'),
      document('Troubleshoot a hub', 'operations/troubleshooting'),
      document('Run containers', 'operations/containers'),
      document('Scaling', 'operations/scaling'),
      document('Security', 'security'),
    ],
  },
  {
    label: 'Reference',
    pages: [
      { label: 'All commands', address: 'reference/commands' },
      { label: 'Commands', folder: 'reference/commands' },
      { label: 'Library', address: 'reference/library' },
      { label: 'Library: plugins', address: 'reference/library-plugins' },
      { label: 'REST API', address: 'reference/rest' },
      { label: 'REST API by subject', folder: 'reference/rest' },
      { label: 'Definitions', address: 'reference/definitions' },
      { label: 'Templates', address: 'reference/templates' },
      { label: 'Resources of Coupa', address: 'reference/resources' },
      { label: 'Examples', address: 'reference/examples' },
      document('Connection test', 'connection-test'),
      document('Limits and exit codes', 'operations/command-line'),
      document('Settings of serve', 'settings'),
    ],
  },
  {
    label: 'Background',
    pages: [
      document('Architecture', 'architecture'),
      document('Performance', 'performance'),
      document('Facts about Coupa', 'coupa-facts'),
      document('How to add things', 'how-to-add'),
      { label: 'Contributing', address: 'contributing', document: 'CONTRIBUTING.md' },
      { label: 'Packages', folder: 'packages' },
      { label: 'Decisions', folder: 'decisions' },
    ],
  },
]

/** The list beside every page, in the form that Starlight takes. */
export const sidebar: SidebarGroup[] = navigation.map(({ label, pages }) => ({
  label,
  items: pages.map((entry) =>
    'folder' in entry
      ? { label: entry.label, collapsed: true, items: [{ autogenerate: { directory: entry.folder } }] }
      : { label: entry.label, link: entry.address === '' ? '/' : `/${entry.address}/` },
  ),
}))

/** A page of `docs`, at the address that its path gives. */
function document(label: string, address: string): SitePage {
  return { label, address, document: `docs/${address}.md` }
}

interface SidebarGroup {
  label: string
  items: (
    | { label: string; link: string }
    | { label: string; collapsed: boolean; items: { autogenerate: { directory: string } }[] }
  )[]
}
