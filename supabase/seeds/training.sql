-- Reference data for a container port operator: courses, what they teach, what comes before them, and some sessions.

with listed (external_id, name, provider, category, difficulty, duration_hours, completion_rule, pass_mark, validity_months, needs_approval, description) as (
  values
    ('HSE-101', 'Port Safety Induction', 'Port Academy', 'Safety', 'beginner', 4, 'test', 80, 24, false,
      'What everybody knows before they go past the gate: traffic, lifting zones, alarms, stop-work.'),
    ('HSE-110', 'Equipment Pre-Use Inspection', 'Port Academy', 'Safety', 'beginner', 3, 'progress', null, null, false,
      'Finding faults before the shift begins with them.'),
    ('HSE-120', 'First Aid at Work', 'Red Cross', 'Safety', 'beginner', 16, 'test', 70, 24, false,
      'Two days of practice, resuscitation included.'),
    ('HSE-130', 'Fire Response on Quay and Vessel', 'Port Academy', 'Safety', 'intermediate', 24, 'attendance', null, 24, false,
      'Fighting fires in sheds, machines and holds, at the training ground.'),
    ('HSE-140', 'Permit to Work for Issuers', 'Port Academy', 'Safety', 'intermediate', 8, 'test', 80, 24, false,
      'Isolations, gas tests, handover of permits.'),
    ('HSE-150', 'Confined Space Entry and Rescue', 'Port Academy', 'Safety', 'advanced', 16, 'attendance', null, 24, true,
      'Tanks, holds and pits, with rescue from each.'),
    ('HSE-160', 'Safety Leadership Conversations', 'Port Academy', 'Safety', 'intermediate', 6, 'progress', null, null, false,
      'Talking with people at work so that they choose the safe way.'),
    ('SEC-101', 'Port Facility Security Awareness', 'Port Academy', 'Security', 'beginner', 3, 'test', 75, 12, false,
      'Security levels, access, what to report and to whom.'),
    ('SEC-210', 'Port Facility Security Officer', 'Maritime Institute', 'Security', 'advanced', 40, 'test', 75, 60, true,
      'The duties of the officer under the international code.'),
    ('CGO-110', 'Dangerous Goods Awareness', 'Port Academy', 'Cargo', 'beginner', 6, 'test', 80, 24, false,
      'Classes, labels, segregation, and who to call.'),
    ('CGO-210', 'Dangerous Goods for Planners', 'Maritime Institute', 'Cargo', 'advanced', 24, 'test', 80, 24, true,
      'Acceptance, stowage and documents of dangerous goods.'),
    ('CGO-120', 'Lashing and Securing', 'Port Academy', 'Cargo', 'beginner', 12, 'attendance', null, 36, false,
      'Gear, sequence and checks, on a mock deck.'),
    ('OPS-110', 'How a Container Terminal Works', 'Port Academy', 'Operations', 'beginner', 5, 'progress', null, null, false,
      'A box from ship to truck, and everybody it meets.'),
    ('OPS-210', 'Yard Planning Essentials', 'Port Academy', 'Operations', 'intermediate', 16, 'progress', null, null, false,
      'Stacking rules, rehandles, and planning a week of them in the simulator.'),
    ('OPS-220', 'Vessel and Stowage Planning', 'Maritime Institute', 'Operations', 'intermediate', 32, 'test', 70, null, false,
      'Bay plans, stability, crane split, electronic messages.'),
    ('OPS-230', 'Berth Planning and Port Call Coordination', 'Maritime Institute', 'Operations', 'advanced', 16, 'progress', null, null, false,
      'Windows, tides, and arrivals that are just in time.'),
    ('OPS-240', 'Control Room Decisions', 'Port Academy', 'Operations', 'advanced', 24, 'attendance', null, null, true,
      'Three days of disruptions in the simulator, each with a debrief.'),
    ('OPS-250', 'Refrigerated Cargo Care', 'Port Academy', 'Operations', 'beginner', 6, 'progress', null, null, false,
      'Plugging, monitoring, alarms and claims.'),
    ('EQP-110', 'Terminal Tractor Licence', 'Port Academy', 'Equipment', 'beginner', 24, 'test', 85, 36, false,
      'Driving trailers between quay and yard.'),
    ('EQP-210', 'Rubber-Tyred Gantry Licence', 'Port Academy', 'Equipment', 'intermediate', 60, 'test', 85, 36, true,
      'Simulator, then supervised hours in the yard.'),
    ('EQP-310', 'Ship-to-Shore Crane Licence', 'Port Academy', 'Equipment', 'advanced', 120, 'test', 90, 24, true,
      'Simulator, then supervised hours at the quay.'),
    ('EQP-320', 'Remote Crane Operation', 'Port Academy', 'Equipment', 'advanced', 40, 'test', 90, 24, true,
      'From cabin to desk: cameras, exceptions, several cranes at once.'),
    ('ENG-110', 'Hydraulics of Lifting Equipment', 'Port Academy', 'Engineering', 'intermediate', 20, 'attendance', null, null, false,
      'Circuits, faults and repairs on spreaders and stackers.'),
    ('ENG-210', 'High-Voltage Switching', 'Technical College', 'Engineering', 'advanced', 32, 'test', 85, 24, true,
      'Isolating, testing and restoring under permit.'),
    ('ENG-220', 'Reliability and Root Causes', 'Technical College', 'Engineering', 'intermediate', 24, 'progress', null, null, false,
      'Failure modes, condition monitoring, and why below the first answer.'),
    ('ENG-230', 'PLC Programming for Cranes', 'Technical College', 'Engineering', 'intermediate', 40, 'progress', null, null, false,
      'Structured text and ladder on the controllers that we have.'),
    ('ICT-110', 'Data Visualisation with Terminal Data', 'Port Academy', 'Digital', 'beginner', 8, 'progress', null, null, false,
      'Asking a question of moves, gates and berths, and showing the answer.'),
    ('ICT-210', 'Machine Learning in Operations', 'Online University', 'Digital', 'advanced', 60, 'progress', null, null, false,
      'From a forecast of truck arrivals to a model that is looked after.'),
    ('ICT-220', 'Security of Operational Technology', 'Online University', 'Digital', 'intermediate', 20, 'progress', null, null, false,
      'Networks of cranes and gates, and how they are attacked and kept.'),
    ('SUS-110', 'Carbon Accounting for Ports', 'Online University', 'Sustainability', 'beginner', 10, 'progress', null, null, false,
      'Scopes, factors, and a balance of one terminal.')
)
insert into public.courses (
  external_id, name, provider, category, difficulty, duration_hours, completion_rule, pass_mark, validity_months, needs_approval, description, status
)
select external_id, name, provider, category, difficulty, duration_hours, completion_rule, pass_mark, validity_months, needs_approval,
  description, 'active'
from listed;

insert into public.course_skills (course_id, skill_id, from_level, to_level, outcome)
select
  (select id from public.courses where external_id = v.course),
  (select id from public.skills where name = v.skill and status = 'active'),
  v.from_level, v.to_level, v.outcome
from (values
  ('HSE-101', 'Safety Management Systems', 0, 1, 'evidence'),
  ('HSE-110', 'Equipment Pre-Use Inspection', 0, 2, 'recommend'),
  ('HSE-120', 'First Aid', 0, 3, 'sets'),
  ('HSE-130', 'Firefighting', 0, 3, 'sets'),
  ('HSE-130', 'Spill Response', 0, 2, 'evidence'),
  ('HSE-140', 'Permit to Work', 1, 4, 'sets'),
  ('HSE-150', 'Confined Space Entry', 1, 4, 'sets'),
  ('HSE-160', 'Safety Coaching', 1, 3, 'recommend'),
  ('SEC-101', 'ISPS Compliance', 0, 1, 'evidence'),
  ('SEC-210', 'ISPS Compliance', 1, 4, 'sets'),
  ('SEC-210', 'Security Surveillance', 1, 3, 'recommend'),
  ('CGO-110', 'Dangerous Goods Handling', 0, 2, 'recommend'),
  ('CGO-210', 'Dangerous Goods Handling', 2, 4, 'sets'),
  ('CGO-120', 'Lashing and Securing', 0, 3, 'sets'),
  ('OPS-110', 'Terminal Operating Systems', 0, 1, 'evidence'),
  ('OPS-110', 'Gate Operations', 0, 1, 'evidence'),
  ('OPS-210', 'Yard Planning', 1, 3, 'recommend'),
  ('OPS-210', 'Equipment Dispatching', 0, 2, 'recommend'),
  ('OPS-220', 'Stowage Planning', 1, 3, 'sets'),
  ('OPS-220', 'Vessel Stability Calculation', 0, 3, 'sets'),
  ('OPS-220', 'EDI Vessel Messages', 0, 2, 'recommend'),
  ('OPS-230', 'Berth Planning', 2, 4, 'recommend'),
  ('OPS-230', 'Port Call Coordination', 1, 3, 'recommend'),
  ('OPS-240', 'Real-Time Exception Handling', 2, 4, 'recommend'),
  ('OPS-240', 'Terminal Performance Monitoring', 2, 3, 'recommend'),
  ('OPS-250', 'Reefer Monitoring', 0, 3, 'recommend'),
  ('EQP-110', 'Terminal Tractor Driving', 0, 3, 'sets'),
  ('EQP-210', 'Rubber-Tyred Gantry Operation', 0, 3, 'sets'),
  ('EQP-310', 'Ship-to-Shore Crane Operation', 0, 3, 'sets'),
  ('EQP-320', 'Remote Crane Operation', 0, 3, 'sets'),
  ('ENG-110', 'Hydraulic Systems', 1, 3, 'recommend'),
  ('ENG-110', 'Spreader Maintenance', 0, 2, 'recommend'),
  ('ENG-210', 'High-Voltage Switching', 1, 4, 'sets'),
  ('ENG-220', 'Reliability-Centred Maintenance', 1, 3, 'recommend'),
  ('ENG-220', 'Root Cause Analysis', 1, 3, 'recommend'),
  ('ENG-220', 'Condition Monitoring', 0, 2, 'evidence'),
  ('ENG-230', 'PLC Programming', 0, 3, 'recommend'),
  ('ICT-110', 'Data Visualisation', 0, 2, 'recommend'),
  ('ICT-110', 'SQL', 0, 2, 'recommend'),
  ('ICT-210', 'Machine Learning', 1, 3, 'recommend'),
  ('ICT-210', 'Forecasting', 1, 3, 'recommend'),
  ('ICT-220', 'Operational Technology Security', 0, 3, 'recommend'),
  ('ICT-220', 'Industrial Networking', 0, 2, 'evidence'),
  ('SUS-110', 'Carbon Accounting', 0, 3, 'recommend'),
  ('SUS-110', 'Sustainability Reporting', 0, 2, 'evidence')
) as v (course, skill, from_level, to_level, outcome);

insert into public.course_prerequisites (course_id, prerequisite_id)
select
  (select id from public.courses where external_id = v.course),
  (select id from public.courses where external_id = v.before)
from (values
  ('HSE-130', 'HSE-101'), ('HSE-140', 'HSE-101'), ('HSE-150', 'HSE-140'), ('HSE-150', 'HSE-120'),
  ('SEC-210', 'SEC-101'), ('CGO-210', 'CGO-110'), ('CGO-120', 'HSE-101'),
  ('OPS-210', 'OPS-110'), ('OPS-220', 'OPS-110'), ('OPS-230', 'OPS-220'), ('OPS-240', 'OPS-210'), ('OPS-240', 'OPS-220'),
  ('EQP-110', 'HSE-101'), ('EQP-110', 'HSE-110'), ('EQP-210', 'EQP-110'), ('EQP-310', 'EQP-210'), ('EQP-320', 'EQP-310'),
  ('ENG-210', 'HSE-140'), ('ICT-210', 'ICT-110')
) as v (course, before);

insert into public.course_sessions (course_id, starts_at, ends_at, seats, location, instructor)
select
  (select id from public.courses where external_id = v.course),
  date_trunc('day', now()) + make_interval(days => v.in_days, hours => 6),
  date_trunc('day', now()) + make_interval(days => v.in_days + v.days - 1, hours => 14),
  v.seats, v.location, v.instructor
from (values
  ('HSE-120', 21, 2, 12, 'Training centre, room 2', 'Red Cross trainers'),
  ('HSE-120', 49, 2, 12, 'Training centre, room 2', 'Red Cross trainers'),
  ('HSE-130', 28, 3, 10, 'Fire training ground', null),
  ('HSE-130', 70, 3, 10, 'Fire training ground', null),
  ('HSE-150', 35, 2, 8, 'Fire training ground', null),
  ('CGO-120', 14, 2, 16, 'Mock deck, berth 4', null),
  ('OPS-240', 42, 3, 6, 'Simulator', null),
  ('EQP-310', 30, 15, 4, 'Simulator and berth 1', null),
  ('ENG-110', 24, 3, 10, 'Workshop 3', null)
) as v (course, in_days, days, seats, location, instructor);
