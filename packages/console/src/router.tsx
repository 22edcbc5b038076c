import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  parseSearchWith,
  redirect,
  stringifySearchWith,
} from '@tanstack/react-router'
import { loadCode } from './api/load-code.ts'
import { connectionFacetsQuery, connectionFilterOf, connectionListQuery } from './connections/connection-queries.ts'
import { environmentsQuery } from './environments/environment-queries.ts'
import { NotFound, NotFoundInAccount, ScreenError } from './layout/screen-error.tsx'
import { processFacetsQuery, processFilterOf, processListQuery } from './processes/process-queries.ts'
import { onceSignedIn, requireSession } from './session/require-session.ts'
import { focusHeadings } from './ui/pages/heading-focus.ts'

/** A screen whose code is loaded when it is first shown, or before, and that waits while the hub is silent. */
const screen: typeof lazyRouteComponent = (load, name) => lazyRouteComponent(() => loadCode(load), name)

interface RouterContext {
  readonly queryClient: QueryClient
}

const root = createRootRouteWithContext<RouterContext>()({ component: Outlet, notFoundComponent: NotFound })

/** Reads the named words of an address's query. All of them are optional. */
function words<const Name extends string>(...names: readonly Name[]) {
  return (search: Record<string, unknown>): { readonly [Key in Name]?: string } =>
    Object.fromEntries(
      names.flatMap((name) => {
        const value = search[name]
        return value === undefined || value === '' ? [] : [[name, String(value)]]
      }),
    ) as { readonly [Key in Name]?: string }
}

// Before somebody is signed in.
const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  component: screen(() => import('./sign-in/set-up.tsx'), 'SetUp'),
})
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: words('returnTo', 'ended', 'error'),
  component: screen(() => import('./sign-in/sign-in.tsx'), 'SignIn'),
})
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: screen(() => import('./sign-in/invitation.tsx'), 'AcceptInvitation'),
})
const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: screen(() => import('./sign-in/forgot-password.tsx'), 'ForgotPassword'),
})
const passwordReset = createRoute({
  getParentRoute: () => root,
  path: '/password-reset',
  component: screen(() => import('./sign-in/password-reset.tsx'), 'PasswordReset'),
})

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: async ({ context, location }) => {
    const session = await requireSession(context.queryClient, location.href)
    const [first] = session.memberships
    if (first) throw redirect({ to: '/a/$account', params: { account: first.account.id } })
  },
  component: screen(() => import('./sign-in/no-account.tsx'), 'NoAccount'),
})

// Everything of an account.
const account = createRoute({
  getParentRoute: () => root,
  path: '/a/$account',
  loader: async ({ context, location }) => await requireSession(context.queryClient, location.href),
  notFoundComponent: NotFoundInAccount,
  component: screen(() => import('./layout/account-layout.tsx'), 'AccountLayout'),
  errorComponent: ScreenError,
})

const overview = createRoute({
  getParentRoute: () => account,
  path: '/',
  component: screen(() => import('./overview/overview.tsx'), 'Overview'),
})
const connections = createRoute({
  getParentRoute: () => account,
  path: '/connections',
  validateSearch: words('search', 'state', 'label', 'folder'),
  loaderDeps: ({ search }) => search,
  // Requested while the screen's code is still loading, and not waited for: the screen shows what has arrived.
  loader: ({ context: { queryClient }, params: { account }, deps }) => {
    onceSignedIn(queryClient, () => {
      void queryClient.prefetchQuery(connectionFacetsQuery(account))
      void queryClient.prefetchInfiniteQuery(connectionListQuery(account, connectionFilterOf(deps)))
    })
  },
  component: screen(() => import('./connections/list/connections.tsx'), 'Connections'),
})
const newConnection = createRoute({
  getParentRoute: () => account,
  path: '/connections/new',
  component: screen(() => import('./connections/editor/connection-screens.tsx'), 'NewConnection'),
})
const connection = createRoute({
  getParentRoute: () => account,
  path: '/connections/$connection',
  validateSearch: words('view', 'test'),
  component: screen(() => import('./connections/editor/connection-screens.tsx'), 'EditConnection'),
})
const processes = createRoute({
  getParentRoute: () => account,
  path: '/processes',
  validateSearch: words('search', 'state', 'direction', 'environment'),
  loaderDeps: ({ search }) => search,
  loader: ({ context: { queryClient }, params: { account }, deps }) => {
    onceSignedIn(queryClient, () => {
      void queryClient.prefetchQuery(processFacetsQuery(account))
      void queryClient.prefetchQuery(environmentsQuery(account))
      void queryClient.prefetchInfiniteQuery(processListQuery(account, processFilterOf(deps)))
    })
  },
  component: screen(() => import('./processes/list/processes.tsx'), 'Processes'),
})
const process = createRoute({
  getParentRoute: () => account,
  path: '/processes/$process',
  validateSearch: words('view', 'state', 'environment', 'kind', 'version', 'against'),
  component: screen(() => import('./processes/detail/process.tsx'), 'ProcessDetail'),
})
const processEditor = createRoute({
  getParentRoute: () => account,
  path: '/processes/$process/edit',
  validateSearch: words('tab'),
  component: screen(() => import('./processes/editor/process-editor.tsx'), 'ProcessEditor'),
})
const runs = createRoute({
  getParentRoute: () => account,
  path: '/runs',
  validateSearch: words('state', 'environment', 'kind'),
  component: screen(() => import('./runs/runs.tsx'), 'Runs'),
})
const run = createRoute({
  getParentRoute: () => account,
  path: '/runs/$run',
  component: screen(() => import('./runs/detail/run.tsx'), 'RunDetail'),
})
const history = createRoute({
  getParentRoute: () => account,
  path: '/history',
  validateSearch: words('days', 'process', 'environment'),
  component: screen(() => import('./runs/history/history.tsx'), 'History'),
})
const destinations = createRoute({
  getParentRoute: () => account,
  path: '/destinations',
  validateSearch: words('search', 'kind'),
  component: screen(() => import('./destinations/list/destinations.tsx'), 'Destinations'),
})
const newDestination = createRoute({
  getParentRoute: () => account,
  path: '/destinations/new',
  validateSearch: words('kind', 'returnTo'),
  component: screen(() => import('./destinations/editor/destination-screens.tsx'), 'NewDestination'),
})
const destination = createRoute({
  getParentRoute: () => account,
  path: '/destinations/$destination',
  component: screen(() => import('./destinations/editor/destination-screens.tsx'), 'EditDestination'),
})
const alerts = createRoute({
  getParentRoute: () => account,
  path: '/alerts',
  validateSearch: words('view'),
  component: screen(() => import('./alerts/screen/alerts.tsx'), 'Alerts'),
})
const newProcess = createRoute({
  getParentRoute: () => account,
  path: '/processes/new',
  validateSearch: words('step', 'destination', 'kind'),
  component: screen(() => import('./new-process/wizard/new-process.tsx'), 'NewProcess'),
})
const proposals = createRoute({
  getParentRoute: () => account,
  path: '/proposals',
  validateSearch: words('all'),
  component: screen(() => import('./proposals/proposals.tsx'), 'Proposals'),
})
const approvalRules = createRoute({
  getParentRoute: () => account,
  path: '/proposals/rules',
  component: screen(() => import('./proposals/rules/rules.tsx'), 'ApprovalRules'),
})
const proposal = createRoute({
  getParentRoute: () => account,
  path: '/proposals/$proposal',
  component: screen(() => import('./proposals/proposal.tsx'), 'Proposal'),
})
const failures = createRoute({
  getParentRoute: () => account,
  path: '/failures',
  validateSearch: words('state'),
  component: screen(() => import('./failures/failures.tsx'), 'Failures'),
})
const records = createRoute({
  getParentRoute: () => account,
  path: '/records',
  validateSearch: words('key'),
  component: screen(() => import('./records/record-search.tsx'), 'RecordSearch'),
})
const answers = createRoute({
  getParentRoute: () => account,
  path: '/answers',
  validateSearch: words('deployment'),
  component: screen(() => import('./answers/answers.tsx'), 'Answers'),
})
const explore = createRoute({
  getParentRoute: () => account,
  path: '/explore',
  validateSearch: words('connection', 'container', 'resource', 'query'),
  component: screen(() => import('./explore/explore.tsx'), 'Explore'),
})
const tests = createRoute({
  getParentRoute: () => account,
  path: '/tests',
  validateSearch: words('connection', 'container', 'outcome'),
  component: screen(() => import('./tests/history/tests.tsx'), 'Tests'),
})
const test = createRoute({
  getParentRoute: () => account,
  path: '/tests/$job',
  component: screen(() => import('./tests/run/test.tsx'), 'TestResult'),
})
const matrix = createRoute({
  getParentRoute: () => account,
  path: '/matrices/$matrix',
  component: screen(() => import('./tests/matrix/matrix.tsx'), 'Matrix'),
})
const containers = createRoute({
  getParentRoute: () => account,
  path: '/containers',
  validateSearch: words('kind', 'search', 'enroll'),
  component: screen(() => import('./containers/list/containers.tsx'), 'Containers'),
})
const container = createRoute({
  getParentRoute: () => account,
  path: '/containers/$container',
  component: screen(() => import('./containers/detail/container.tsx'), 'ContainerDetail'),
})
const people = createRoute({
  getParentRoute: () => account,
  path: '/people',
  component: screen(() => import('./people/people.tsx'), 'People'),
})
const keys = createRoute({
  getParentRoute: () => account,
  path: '/keys',
  component: screen(() => import('./keys/keys.tsx'), 'Keys'),
})
const settings = createRoute({
  getParentRoute: () => account,
  path: '/settings',
  component: screen(() => import('./settings/settings.tsx'), 'Settings'),
})
const audit = createRoute({
  getParentRoute: () => account,
  path: '/audit',
  validateSearch: words('action', 'outcome', 'runs', 'actor', 'subject', 'from', 'to'),
  component: screen(() => import('./audit/audit.tsx'), 'Audit'),
})
const profile = createRoute({
  getParentRoute: () => account,
  path: '/profile',
  component: screen(() => import('./profile/profile.tsx'), 'Profile'),
})

const routeTree = root.addChildren([
  setUp,
  signIn,
  invitation,
  forgotPassword,
  passwordReset,
  start,
  account.addChildren([
    overview,
    connections,
    newConnection,
    connection,
    processes,
    process,
    runs,
    run,
    history,
    alerts,
    destinations,
    newDestination,
    destination,
    newProcess,
    processEditor,
    proposals,
    approvalRules,
    proposal,
    failures,
    answers,
    records,
    explore,
    tests,
    test,
    matrix,
    containers,
    container,
    people,
    keys,
    settings,
    audit,
    profile,
  ]),
])

/** The addresses of the page. Every screen is loaded when it is first shown. */
export function createAppRouter(queryClient: QueryClient) {
  const router = createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    defaultErrorComponent: ScreenError,
    // What an address asks for are words: `days=30` and not `days="30"`.
    parseSearch: parseSearchWith(String),
    stringifySearch: stringifySearchWith(String),
    scrollRestoration: true,
  })
  focusHeadings(router)
  return router
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
  interface HistoryState {
    /** The query that the link leads to runs at once. No address can ask for that, only a link of the console. */
    runsAtOnce?: boolean
  }
}
