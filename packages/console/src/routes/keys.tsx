import { Page } from '../components/page.tsx'

export function Keys(): React.JSX.Element {
  return <Page title="API keys">…</Page>
}
