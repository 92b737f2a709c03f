import { assert, assertEquals } from "@std/assert";
import { dirname, join } from "node:path";
import { findPlace, PROJECT } from "../local/place.ts";
import { installTools } from "../local/tools.ts";

interface Upload {
  metadata: { entrypoint_path: string; import_map_path: string; verify_jwt: boolean };
  files: Map<string, string>;
}

/** What `supabase functions deploy --use-api` sends, by function: the real CLI, to a server of our own. */
async function deploy(): Promise<Map<string, Upload>> {
  const uploads = new Map<string, Upload>();
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, async (request) => {
    const { searchParams, pathname } = new URL(request.url);
    const slug = searchParams.get("slug");
    if (slug === null) return Response.json(pathname.endsWith("/functions") ? [] : {});
    const form = await request.formData();
    const files = new Map<string, string>();
    for (const file of form.getAll("file")) {
      if (file instanceof File) files.set(file.name, await file.text());
    }
    uploads.set(slug, { metadata: JSON.parse(String(form.get("metadata"))), files });
    const made = { id: crypto.randomUUID(), slug, name: slug, status: "ACTIVE", version: 1 };
    return Response.json({ ...made, created_at: 1, updated_at: 1 }, { status: 201 });
  });
  const folder = await Deno.makeTempDir();
  const profile = join(folder, "profile.yaml");
  const url = `http://127.0.0.1:${server.addr.port}`;
  await Deno.writeTextFile(
    profile,
    `name: test\napi_url: ${url}\ndashboard_url: ${url}\nproject_host: test.test\n`,
  );
  const { supabase } = await installTools(await findPlace(), () => {});
  const { success, stderr } = await new Deno.Command(supabase, {
    args: [
      ...["functions", "deploy", "--use-api", "--remote=abcdefghijklmnopqrst", "--profile", profile],
      ...["--yes", "--agent", "no", "--workdir", PROJECT],
    ],
    // No token of anybody: only the shape is looked at.
    env: {
      SUPABASE_ACCESS_TOKEN: `sbp_${"0".repeat(40)}`,
      SUPABASE_TELEMETRY_DISABLED: "1",
      SUPABASE_NO_UPDATE_NOTIFIER: "1",
    },
    stdin: "null",
  }).output();
  await server.shutdown();
  await Deno.remove(folder, { recursive: true });
  assert(success, new TextDecoder().decode(stderr));
  return uploads;
}

const NAMES = [
  "ai-recommendation",
  "analytics",
  "career-development",
  "mentorship",
  "skills-management",
  "training",
  "user-management",
];

Deno.test({
  name: "a deploy sends seven functions, each with only its own folder and shared, enough to load it",
  sanitizeResources: false,
  async fn(t) {
    const uploads = await deploy();
    assertEquals([...uploads.keys()].sort(), NAMES);
    for (const [name, { metadata, files }] of uploads) {
      await t.step(name, async () => {
        const entrypoint = `supabase/functions/${name}/index.ts`;
        assertEquals(metadata.entrypoint_path, entrypoint);
        assertEquals(metadata.import_map_path, "deno.json");
        assertEquals(metadata.verify_jwt, false);
        const own = (path: string) =>
          path === "deno.json" || path.startsWith("shared/") ||
          path.startsWith(`supabase/functions/${name}/`);
        assertEquals([...files.keys()].filter((path) => !own(path)), []);

        const folder = await Deno.makeTempDir();
        for (const [path, text] of files) {
          await Deno.mkdir(dirname(join(folder, path)), { recursive: true });
          await Deno.writeTextFile(join(folder, path), text);
        }
        const load = `import app from "./${entrypoint}";
          if (typeof app.fetch !== "function") throw new Error("no fetch");
          Deno.exit(0);`;
        await Deno.writeTextFile(join(folder, "load.ts"), load);
        const { success, stderr } = await new Deno.Command(Deno.execPath(), {
          args: ["run", "-A", "--quiet", "--no-lock", "--node-modules-dir=none", "load.ts"],
          cwd: folder,
          stdin: "null",
        }).output();
        await Deno.remove(folder, { recursive: true });
        assert(success, new TextDecoder().decode(stderr));
      });
    }
  },
});
