// What wrangler runs before it bundles. Our own commands have built the assets by then and say so.
import { buildAssets } from "#views/assets/build.ts"

if (!process.env.ASSETS_BUILT) await buildAssets()
