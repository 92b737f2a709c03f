import { createClient } from "@supabase/supabase-js";
import { compass, type Schemas } from "workforce-compass";

const api = compass(createClient(import.meta.env.VITE_API_URL, import.meta.env.VITE_PUBLISHABLE_KEY));

const greeting = (me: Schemas["Me"]) => `${me.full_name}, ${me.job_title ?? "no title yet"}`;

const { data: me, error } = await api.get("/user-management/me");
const who = document.querySelector("#who");
if (who) who.textContent = error ? `${error.message} (${error.code})` : greeting(me);
