// Sixty invented people of an invented port operator, in the format that POST /imports takes. Whoever they are, how they
// report and what they speak is written here; careers and skills are drawn from the lists below, the same at every run.

type Period = { start: string; end: string | null };

/** One element of the employee-profiles format, as far as the demo uses it. */
export interface DemoProfile {
  employee_id: string;
  personal_info: {
    name: string;
    email: string;
    office_location: string;
    languages: { language: string; proficiency: string }[];
  };
  employment_info: {
    job_title: string;
    department: string;
    unit: string;
    line_manager: string;
    in_role_since: string;
    hire_date: string;
    last_updated: string;
  };
  skills: { function_area: string; specialization: string; skill_name: string }[];
  competencies: { name: string; level: string }[];
  experiences: { type: string; organization: string; program: string; period: Period; focus: string }[];
  positions_history: {
    role_title: string;
    organization: string;
    period: Period;
    focus_areas: string[];
    key_skills_used?: string[];
  }[];
  projects: { project_name: string; role: string; period: Period; description: string; outcomes: string[] }[];
  education: { degree: string; institution: string; period: Period }[];
}

const COMPANY = "Seven Capes Ports";
const TODAY = 2026;

// The organisation: a department has a head, a team has a lead, and the members report to the lead.
// "Name | job title | year hired | year in this role | languages, best first". `kit`: specializations, closest first.

interface Department {
  name: string;
  site: string;
  head: string;
  teams: { unit: string; kit: string[]; before: string; lead: string; members: string[] }[];
  degrees: string;
  projects: string[];
}

const CHIEF = "Ingrid Solberg | Managing Director | 2009 | 2019 | Norwegian, English, German";

const DEPARTMENTS: Department[] = [
  {
    name: "Terminal Operations",
    site: "North Quay",
    head: "Rafael Monteiro | Director of Terminal Operations | 2011 | 2021 | Portuguese, English, Spanish",
    teams: [
      {
        unit: "Vessel and Yard Planning",
        kit: ["Operations: Vessel Planning", "Operations: Yard Management", "Applications: Terminal Systems"],
        before: "Operations Trainee; Gate Coordinator; Vessel Planner",
        lead: "Priya Raghunathan | Senior Terminal Planner | 2014 | 2020 | Tamil, English, Hindi",
        members: [
          "Amara Okafor | Vessel Planner | 2020 | 2022 | English, Igbo, Portuguese",
          "Tomasz Wieczorek | Yard Planner | 2018 | 2021 | Polish, English, German",
          "Lin Jia Hui | Ship Planner | 2022 | 2023 | Mandarin, English, Malay",
          "Yusuf Demir | Operations Trainee | 2025 | 2025 | Turkish, English, Arabic",
        ],
      },
      {
        unit: "Shift Operations",
        kit: ["Operations: Control Room", "Operations: Gate & Rail", "Marine: Harbour Control"],
        before: "Gate Coordinator; Yard Controller; Yard Planner",
        lead: "Kwabena Asante | Shift Manager | 2012 | 2019 | Twi, English, French",
        members: [
          "María del Carmen Ruiz | Rail Coordinator | 2017 | 2019 | Spanish, English, Catalan",
          "Pavlo Shevchenko | Yard Controller | 2022 | 2022 | Ukrainian, English, Polish",
          "Noura Al Marri | Vessel Traffic Controller | 2016 | 2020 | Arabic, English, Urdu",
        ],
      },
      {
        unit: "Crane Operations",
        kit: ["Equipment: Crane Operations", "Equipment: Yard Machinery", "Safety: Occupational Safety"],
        before: "Prime Mover Driver; RTG Operator; STS Crane Operator",
        lead: "Siosaia Fonua | Crane Operations Supervisor | 2008 | 2017 | Tongan, English, Samoan",
        members: [
          "Bilal Chaudhry | STS Crane Operator | 2013 | 2016 | Urdu, English, Punjabi",
          "Grace Wanjiku | Remote Crane Operator | 2015 | 2022 | Swahili, English, Kikuyu",
          "Marek Novotný | RTG Operator | 2021 | 2021 | Czech, English, Slovak",
          "Thandiwe Dlamini | Quay Crane Operator | 2019 | 2023 | Zulu, English, Afrikaans",
        ],
      },
    ],
    degrees:
      "BSc Port and Shipping Management; Diploma in Nautical Science; BSc Logistics; Certificate in Crane Operation",
    projects: [
      "Twin-Lift Pilot | Two twenty-foot containers a lift at four quay cranes. | Moves per hour up by 9 %; No damage in six months",
      "Truck Appointments Go-Live | Booked time slots for all trucks at both gates. | Peak queue down from 70 to 25 minutes; 1,900 hauliers trained",
      "Yard Re-Marshalling at Night | Sorting stacks in quiet hours for the next day's ships. | 14 % fewer unproductive moves",
      "One Handover | One page for the state of ships, cranes and crews at every shift change. | Handover in 12 minutes instead of 30",
    ],
  },
  {
    name: "Equipment Engineering",
    site: "North Quay Workshop",
    head: "Hana Kobayashi | Head of Equipment Engineering | 2010 | 2018 | Japanese, English, Korean",
    teams: [
      {
        unit: "Crane and Vehicle Maintenance",
        kit: ["Maintenance: Mechanical", "Maintenance: Electrical", "Maintenance: Reliability"],
        before: "Apprentice Fitter; Maintenance Technician; Equipment Engineer",
        lead: "Olumide Adeyemi | Maintenance Supervisor | 2013 | 2019 | Yoruba, English, French",
        members: [
          "Declan Byrne | Mechanical Technician | 2006 | 2010 | English, Irish",
          "Sunita Gurung | Electrical Technician | 2021 | 2021 | Nepali, English, Hindi",
          "Mehdi Karimi | Crane Engineer | 2017 | 2020 | Persian, English, Turkish",
        ],
      },
      {
        unit: "Automation and Reliability",
        kit: ["Automation: Control Systems", "Maintenance: Reliability", "Maintenance: Electrical"],
        before: "Electrical Technician; Electrical Engineer; Controls Engineer",
        lead: "Anneliese Brandt | Senior Automation Engineer | 2015 | 2021 | German, English, Dutch",
        members: [
          "Diego Huamán | Controls Engineer | 2019 | 2022 | Spanish, English, Quechua",
          "Nguyễn Thị Lan | Reliability Engineer | 2018 | 2023 | Vietnamese, English, French",
        ],
      },
    ],
    degrees:
      "BEng Mechanical Engineering; BEng Electrical Engineering; MSc Mechatronics; Trade Certificate in Industrial Electrics",
    projects: [
      "Crane Drive Renewal | New hoist and gantry drives for six quay cranes. | Energy per move down by 11 %; Drive faults halved",
      "Electric Terminal Tractors | The first forty battery tractors with their chargers. | 3,100 t of carbon dioxide saved a year; Availability 97 %",
      "Vibration Watch | Sensors on gearboxes that warn of wear. | Two gearbox failures avoided",
    ],
  },
  {
    name: "Technology",
    site: "Harbour House",
    head: "Farid Haddad | Chief Information Officer | 2016 | 2020 | Arabic, French, English",
    teams: [
      {
        unit: "Cloud and Infrastructure",
        kit: [
          "Infrastructure: Cloud",
          "Infrastructure: Networks & Systems",
          "Applications: Software Engineering",
        ],
        before: "IT Support Engineer; Systems Administrator; Infrastructure Engineer",
        lead: "Sofia Petrova | Senior Cloud Architect | 2017 | 2021 | Bulgarian, English, Russian",
        members: [
          "Jonas Lindqvist | DevOps Engineer | 2025 | 2025 | Swedish, English, Finnish",
          "Chidi Eze | Network Administrator | 2021 | 2022 | English, Igbo",
          "Aroha Ngata | Software Engineer | 2022 | 2022 | English, Māori",
        ],
      },
      {
        unit: "Cyber Security",
        kit: [
          "Cyber Security: Defence",
          "Cyber Security: Risk & Governance",
          "Infrastructure: Networks & Systems",
        ],
        before: "Network Administrator; SOC Analyst; Security Engineer",
        lead: "Eitan Mizrahi | Cyber Security Manager | 2018 | 2022 | Hebrew, English, Spanish",
        members: [
          "Katarína Horváthová | OT Security Engineer | 2019 | 2022 | Slovak, English, Hungarian",
          "Samuel Tesfaye | SOC Analyst | 2023 | 2023 | Amharic, English, Tigrinya",
        ],
      },
      {
        unit: "Data and Analytics",
        kit: [
          "Data: Analytics",
          "Data: Engineering",
          "Data: Machine Learning",
          "Digital: Product Management",
        ],
        before: "Business Intelligence Analyst; Data Analyst; Data Scientist",
        lead: "Catarina Vaz | Data and Analytics Lead | 2016 | 2022 | Portuguese, English, Italian",
        members: [
          "Wei-Chen Liu | Data Scientist | 2020 | 2022 | Mandarin, English, Japanese",
          "Fatoumata Diallo | Data Engineer | 2021 | 2023 | French, English, Fulani",
          "Oskar Nyman | Product Owner | 2019 | 2023 | Finnish, Swedish, English",
        ],
      },
    ],
    degrees:
      "BSc Computer Science; MSc Data Science; BSc Information Systems; MSc Information Security; BSc Mathematics",
    projects: [
      "Terminal System Move to Cloud | The terminal operating system in two cloud regions. | Recovery in 20 minutes; Two data rooms closed",
      "Arrival Forecast | A forecast of truck and ship arrivals for planners. | Error of the two-day forecast down by a third; Used on every shift",
      "Crane Network Zones | Controllers of cranes apart from the office network. | 140 findings closed; Audit passed without remark",
      "Open Port Interfaces | Interfaces for lines and hauliers, documented and versioned. | 38 partners connected; 90 % of calls without e-mail",
    ],
  },
  {
    name: "HSSE and Sustainability",
    site: "North Quay",
    head: "Manaia Tuilagi | Head of HSSE | 2012 | 2019 | Samoan, English, French",
    teams: [
      {
        unit: "Safety, Security and Environment",
        kit: [
          "Safety: Occupational Safety",
          "Safety: Emergency Response",
          "Environment: Environmental Management",
          "Security: Port Security",
          "Sustainability: Decarbonisation",
        ],
        before: "Shift First Aider; Safety Officer; HSSE Officer",
        lead: "Elif Yıldız | Senior Safety Advisor | 2015 | 2020 | Turkish, English, Kurdish",
        members: [
          "Joaquim Nhantumbo | Port Facility Security Officer | 2014 | 2018 | Portuguese, English, Tsonga",
          "Saskia de Vries | Sustainability Analyst | 2022 | 2023 | Dutch, English, German",
          "Arjun Thapa | Safety Officer | 2024 | 2024 | Nepali, English",
        ],
      },
    ],
    degrees: "BSc Occupational Safety and Health; MSc Environmental Science; Diploma in Port Security",
    projects: [
      "Pedestrian-Free Yard | Nobody walks where machines drive. | No person struck in two years; 60 crossings closed",
      "Shore Power at Berth 4 | Ships switch off their engines at berth. | 61 calls connected in the first year",
      "Storm Drill | A port-wide drill with authorities and neighbours. | Evacuation in 34 minutes",
    ],
  },
  {
    name: "Commercial and Logistics",
    site: "Harbour House",
    head: "Beatriz Carvalho | Chief Commercial Officer | 2014 | 2022 | Portuguese, English, French",
    teams: [
      {
        unit: "Shipping Lines",
        kit: [
          "Commercial: Customer Management",
          "Commercial: Pricing & Contracts",
          "Operations: Vessel Planning",
        ],
        before: "Customer Service Executive; Sales Executive; Key Account Manager",
        lead: "Andreas Papadakis | Senior Account Manager | 2013 | 2019 | Greek, English, Italian",
        members: [
          "Keisha Baptiste | Key Account Manager | 2018 | 2022 | English, French",
          "Min-jun Seo | Sales Executive | 2023 | 2023 | Korean, English, Japanese",
        ],
      },
      {
        unit: "Inland Logistics",
        kit: ["Logistics: Warehousing", "Logistics: Supply Chain Planning", "Logistics: Customs & Trade"],
        before: "Warehouse Clerk; Logistics Coordinator; Logistics Planner",
        lead: "Zanele Khumalo | Logistics Operations Lead | 2011 | 2018 | Xhosa, English, Zulu",
        members: [
          "Radu Ionescu | Supply Chain Planner | 2019 | 2021 | Romanian, English, French",
          "Aylin Sadykova | Customs Clerk | 2022 | 2022 | Kazakh, Russian, English",
          "Patrick Mwamba | Logistics Coordinator | 2024 | 2024 | French, English, Bemba",
        ],
      },
    ],
    degrees:
      "BCom International Trade; BSc Supply Chain Management; BA Economics; Diploma in Customs Practice",
    projects: [
      "Rail Shuttle to the Inland Hub | A daily train in place of ninety trucks. | 41,000 containers moved in the first year; Two new customers",
      "Tariff Book on One Page | Forty surcharges became nine. | Disputed invoices down by half",
      "Freight Station in the Free Zone | Shared containers packed inside the zone. | Dwell time down by two days",
    ],
  },
  {
    name: "Finance and Procurement",
    site: "Harbour House",
    head: "Margarethe Kling | Chief Financial Officer | 2015 | 2021 | German, English, French",
    teams: [
      {
        unit: "Finance and Audit",
        kit: ["Finance: Accounting", "Finance: Planning & Analysis", "Governance: Risk & Audit"],
        before: "Junior Accountant; Accountant; Financial Analyst",
        lead: "Rohan Wickramasinghe | Financial Controller | 2016 | 2021 | Sinhala, English, Tamil",
        members: [
          "Giulia Ferrante | Internal Auditor | 2019 | 2022 | Italian, English, French",
          "Emeka Nwosu | Financial Analyst | 2021 | 2023 | English, Igbo, Hausa",
        ],
      },
      {
        unit: "Procurement",
        kit: ["Procurement: Sourcing", "Procurement: Category Management", "Finance: Planning & Analysis"],
        before: "Procurement Officer; Buyer; Category Manager",
        lead: "Hélène Marchand | Head of Procurement | 2014 | 2020 | French, English, Spanish",
        members: [
          "Ahmad Zulkifli | Category Manager | 2017 | 2021 | Malay, English, Mandarin",
          "Valentina Rojas | Buyer | 2023 | 2023 | Spanish, English",
        ],
      },
    ],
    degrees: "BSc Accounting and Finance; MBA; BCom Procurement; Chartered Accountant Qualification",
    projects: [
      "Cost per Move | What every move costs, by crane, shift and customer. | Twelve tariffs corrected",
      "Invoices Without Paper | Suppliers' invoices read and matched by software. | 82 % paid without a hand on them",
      "Spare Parts Framework | One agreement for parts at both terminals. | 9 % saved; Lead time halved",
    ],
  },
  {
    name: "People and Culture",
    site: "Harbour House",
    head: "Leila Benyamina | Chief People Officer | 2013 | 2020 | French, Arabic, English",
    teams: [
      {
        unit: "Talent and Learning",
        kit: ["HR: Talent & Learning", "HR: Reward & Employee Relations", "HR: Workforce Planning"],
        before: "HR Coordinator; HR Officer; Learning and Development Specialist",
        lead: "Tevita Latu | Learning Partner | 2017 | 2021 | Tongan, English",
        members: [
          "Mei-Ling Tan | HR Officer | 2022 | 2022 | Mandarin, English, Hokkien",
          "Sigrún Jónsdóttir | Talent Partner | 2018 | 2022 | Icelandic, English, Danish",
        ],
      },
    ],
    degrees: "BA Psychology; MSc Human Resource Management; BA Education",
    projects: [
      "Operator to Technician | Crane operators train for maintenance posts. | 22 people moved; 19 still there after two years",
      "One Skills Language | One list of skills for all departments. | Agreed by all seven departments",
    ],
  },
];

// What working at a port, leading a team and leading a department add to the kit of a team.
const COMMON = ["Safety: Emergency Response"];
const LEADS = ["Change: Projects & Transformation"];
const HEADS = ["Change: Projects & Transformation", "Finance: Planning & Analysis", "HR: Workforce Planning"];

const EXPERIENCES = [
  "Program | Seven Capes Academy | Emerging Leaders Programme | Leading a shift or a team for the first time",
  "Program | Aldermere Maritime College | Smart Port Certificate | Digital tools from gate to quay",
  "Secondment | Port of Aldermere | Partner Port Exchange | How a smaller port plans with fewer people",
  "Secondment | Blue Anchor Lines | Line Desk Secondment | What a shipping line needs from a terminal",
  "Rotation | Seven Capes Ports | Cross-Department Rotation | Six months in another department",
  "Mentoring | Seven Capes Ports | Circle Mentoring | Monthly talks with two younger colleagues",
  "Volunteer | Harbour Lifeboat Society | Lifeboat Crew | Sea rescue on call at weekends",
  "Volunteer | Seven Capes Schools | Girls in Engineering | Workshop days for school classes",
  "Acting Role | Seven Capes Ports | Acting Team Lead | Stood in for the team lead during leave",
  "International Assignment | Southern Strait Terminals | Start-Up Team | Opening of a new terminal abroad",
  "Committee | Seven Capes Ports | Works Council | Working time and new technology",
];

const EMPLOYERS = [
  "Port of Aldermere",
  "Blue Anchor Lines",
  "Kestrel Freight",
  "Southern Strait Terminals",
  "Ostara Engineering",
  "Lumen Consulting",
];
const SCHOOLS = [
  "Aldermere Maritime College",
  "University of Saint Brannoc",
  "Technical University of Velden",
  "Cape Institute of Technology",
  "Open University of the Straits",
];
const LEADING =
  "Leading People; Strategic Thinking; Decision Making; Safety Leadership; Influencing; Commercial Acumen";
const WORKING =
  "Communication; Collaboration; Problem Solving; Analytical Thinking; Accountability; Adaptability; Customer Focus; Planning and Organising; Digital Fluency; Cultural Awareness; Resilience; Innovation";

// Function area → specialization → skills, named as the reference data names them.
const SKILLS: Record<string, Record<string, string>> = {
  "Terminal Operations": {
    "Operations: Vessel Planning":
      "Stowage Planning; Berth Planning; Crane Work Sequencing; Vessel Stability Calculation; EDI Vessel Messages",
    "Operations: Yard Management":
      "Yard Planning; Equipment Dispatching; Reefer Monitoring; Capacity Planning; Housekeeping Moves Planning",
    "Operations: Gate & Rail":
      "Gate Operations; Truck Appointment Management; Rail Planning; Container Inspection",
    "Operations: Control Room":
      "Shift Handover; Real-Time Exception Handling; Terminal Performance Monitoring; Labour Deployment",
    "Cargo: Special & Dangerous Cargo":
      "Dangerous Goods Handling; Out-of-Gauge Cargo Handling; Lashing and Securing",
    "Equipment: Crane Operations":
      "Ship-to-Shore Crane Operation; Remote Crane Operation; Rubber-Tyred Gantry Operation; Mobile Harbour Crane Operation",
    "Equipment: Yard Machinery":
      "Terminal Tractor Driving; Reach Stacker Operation; Straddle Carrier Operation; Equipment Pre-Use Inspection",
  },
  "Equipment Engineering": {
    "Maintenance: Mechanical":
      "Hydraulic Systems; Wire Rope Inspection; Diesel Engine Overhaul; Welding and Fabrication; Spreader Maintenance",
    "Maintenance: Electrical":
      "High-Voltage Switching; Variable Speed Drives; Electrical Fault Finding; Battery and Charging Systems",
    "Maintenance: Reliability":
      "Reliability-Centred Maintenance; Condition Monitoring; Root Cause Analysis; Maintenance Planning; Spare Parts Optimisation",
    "Automation: Control Systems":
      "PLC Programming; SCADA Systems; Industrial Networking; Sensor and Camera Calibration",
  },
  "Marine Services": {
    "Marine: Harbour Control": "Vessel Traffic Services; Port Call Coordination; Marine Radio Communication",
  },
  "Health, Safety, Security & Environment": {
    "Safety: Occupational Safety":
      "Risk Assessment; Incident Investigation; Permit to Work; Safety Coaching; Safety Management Systems; Confined Space Entry",
    "Safety: Emergency Response": "Emergency Planning; Firefighting; First Aid; Spill Response",
    "Security: Port Security": "ISPS Compliance; Access Control Management; Security Surveillance",
    "Environment: Environmental Management":
      "Environmental Impact Assessment; Environmental Management Systems; Waste Management; Water and Air Quality Monitoring",
  },
  "Information Technology": {
    "Infrastructure: Cloud":
      "Cloud Architecture; Infrastructure as Code; Container Orchestration; Cloud Cost Management; Capacity Planning",
    "Infrastructure: Networks & Systems":
      "Network Administration; Private Wireless Networks; Linux Administration; Backup and Disaster Recovery; IT Service Management; Identity and Access Management",
    "Cyber Security: Defence":
      "Security Monitoring; Incident Investigation; Vulnerability Management; Penetration Testing; Operational Technology Security",
    "Cyber Security: Risk & Governance":
      "Risk Assessment; Information Security Management; Data Protection; Security Awareness Training",
    "Applications: Terminal Systems":
      "Terminal Operating Systems; Equipment Control Integration; Port Community Systems; Application Support",
    "Applications: Software Engineering":
      "Back-End Development; Front-End Development; API Design; Automated Testing; Continuous Delivery",
  },
  "Data & Digital": {
    "Data: Engineering": "Data Pipelines; Data Modelling; SQL; Stream Processing",
    "Data: Analytics": "Data Visualisation; Statistical Analysis; Operational Analytics; Forecasting",
    "Data: Machine Learning": "Machine Learning; Computer Vision; Optimisation Modelling; Model Operations",
    "Digital: Product Management": "Product Discovery; Backlog Management; Service Design",
  },
  "Commercial": {
    "Commercial: Customer Management":
      "Key Account Management; Customer Service; Market Analysis; Sales Negotiation",
    "Commercial: Pricing & Contracts": "Tariff Management; Contract Management; Concession Management",
  },
  "Supply Chain & Logistics": {
    "Logistics: Warehousing": "Warehouse Operations; Inventory Control; Container Freight Station Operations",
    "Logistics: Customs & Trade": "Customs Clearance; Trade Compliance; Free Zone Regulations",
    "Logistics: Supply Chain Planning": "Supply Chain Planning; Transport Management; Last-Mile Coordination",
  },
  "Finance": {
    "Finance: Accounting":
      "Financial Reporting; Accounts Payable and Receivable; Tax Compliance; Fixed Asset Accounting",
    "Finance: Planning & Analysis": "Budgeting; Financial Modelling; Cost Analysis; Treasury Management",
    "Governance: Risk & Audit": "Internal Audit; Enterprise Risk Management; Regulatory Compliance",
  },
  "People & Culture": {
    "HR: Talent & Learning": "Talent Acquisition; Learning Design; Career Coaching; Succession Planning",
    "HR: Reward & Employee Relations":
      "Compensation and Benefits; Employee Relations; Payroll Administration",
    "HR: Workforce Planning": "Workforce Planning; People Analytics; Inclusion and Diversity",
  },
  "Procurement": {
    "Procurement: Sourcing":
      "Strategic Sourcing; Tender Management; Contract Management; Supplier Negotiation",
    "Procurement: Category Management":
      "Category Management; Supplier Performance Management; Spend Analysis",
  },
  "Strategy & Sustainability": {
    "Sustainability: Decarbonisation":
      "Energy Management; Shore Power Systems; Carbon Accounting; Alternative Fuels",
    "Sustainability: Reporting": "Sustainability Reporting; Stakeholder Engagement",
    "Change: Projects & Transformation":
      "Project Management; Change Management; Process Improvement; Business Case Development",
  },
};

// Files from elsewhere use other names: these are aliases in the reference data.
const ALSO_CALLED: Record<string, string> = {
  "Ship-to-Shore Crane Operation": "STS Crane Operation",
  "Rubber-Tyred Gantry Operation": "RTG Operation",
  "Dangerous Goods Handling": "IMDG Code",
  "Condition Monitoring": "Predictive Maintenance",
  "Infrastructure as Code": "IaC",
  "Container Orchestration": "Kubernetes",
  "Operational Technology Security": "OT Security",
  "Data Visualisation": "Business Intelligence",
  "Process Improvement": "Continuous Improvement",
  "Talent Acquisition": "Recruitment",
};

// One profile by hand: the employee who signs in. The gap to her next job is worth looking at.
const AMARA: Partial<DemoProfile> = {
  employment_info: {
    job_title: "Vessel Planner",
    department: "Terminal Operations",
    unit: "Vessel and Yard Planning",
    line_manager: "Priya Raghunathan",
    in_role_since: "2022-04-01",
    hire_date: "2020-09-01",
    last_updated: "2026-10-31",
  },
  skills: skills(
    "Operations: Vessel Planning: Vessel Stow Planning; Berth Planning; Crane Work Sequencing; Vessel Stability Calculation; EDI Vessel Messages",
    "Operations: Yard Management: Yard Planning",
    "Operations: Control Room: Real-Time Exception Handling; Terminal Performance Monitoring",
    "Cargo: Special & Dangerous Cargo: Dangerous Goods Handling",
    "Applications: Terminal Systems: Terminal Operating Systems",
    "Data: Analytics: Operational Analytics",
    "Data: Engineering: SQL",
  ),
  competencies: [
    { name: "Analytical Thinking", level: "Advanced" },
    { name: "Communication", level: "Intermediate" },
    { name: "Decision Making", level: "Intermediate" },
    { name: "Coaching and Developing Others", level: "Beginner" },
  ],
  experiences: [
    {
      type: "Rotation",
      organization: COMPANY,
      program: "Control Room Rotation",
      period: { start: "2023-09-01", end: "2024-02-29" },
      focus: "Half a year of deciding during the shift what she otherwise plans before it",
    },
    {
      type: "Mentoring",
      organization: COMPANY,
      program: "Circle Mentoring",
      period: { start: "2025-01-15", end: null },
      focus: "Meets two trainees every month",
    },
  ],
  positions_history: [
    {
      role_title: "Vessel Planner",
      organization: COMPANY,
      period: { start: "2022-04-01", end: null },
      focus_areas: ["Mainline services", "Reefer-heavy calls"],
      key_skills_used: ["Stowage Planning", "Crane Work Sequencing"],
    },
    {
      role_title: "Operations Trainee",
      organization: COMPANY,
      period: { start: "2020-09-01", end: "2022-03-31" },
      focus_areas: ["Gate", "Yard", "Vessel"],
    },
  ],
  projects: [
    {
      project_name: "Arrival Forecast",
      role: "Planner in the team",
      period: { start: "2024-03-01", end: "2025-06-30" },
      description:
        "Told the data team which decisions depend on a forecast, and tried each version on her ships.",
      outcomes: ["Berth changes within two days of arrival down by a fifth", "Used by every planner"],
    },
  ],
  education: [
    {
      degree: "BSc Port and Shipping Management",
      institution: "University of Saint Brannoc",
      period: { start: "2016-10-01", end: "2020-07-31" },
    },
  ],
};

const BY_HAND: Record<string, Partial<DemoProfile>> = { "Amara Okafor": AMARA };

// What is not in the reference data: an import proposes it, for HR to approve or merge.
const UNLISTED: Record<string, string> = {
  "Declan Byrne": "Maintenance: Mechanical: Gearbox Alignment",
  "Saskia de Vries": "Sustainability: Reporting: Biodiversity Assessment",
  "Joaquim Nhantumbo": "Security: Port Security: Drone Patrols",
};

/** The address of a demo person: first and last names in ASCII, at a domain that exists nowhere. */
export function addressOf(name: string): string {
  const ascii = name.toLowerCase().replaceAll("ı", "i").normalize("NFD").replace(/[^a-z -]/g, "");
  return `${ascii.replace(/ +/g, ".")}@harbour.example`;
}

/** The demo people, chief first: always the same. */
export function demoProfiles(): DemoProfile[] {
  const [operations] = DEPARTMENTS;
  const everything = DEPARTMENTS.flatMap(({ teams }) => teams.flatMap(({ kit }) => kit.slice(0, 1)));
  const people: DemoProfile[] = [];
  const add = (line: string, tier: Tier, place: Omit<Place, "tier">) =>
    people.push(profile(people.length + 1, line, { ...place, tier }));
  if (operations) {
    add(CHIEF, "chief", {
      department: { ...operations, name: COMPANY, site: "Harbour House" },
      unit: "Executive Office",
      manager: "Board of Directors",
      before: "Operations Manager; Director of Terminal Operations",
      kit: [...HEADS, ...everything],
    });
  }
  for (const department of DEPARTMENTS) {
    const kit = [...HEADS, ...department.teams.flatMap((team) => team.kit)];
    const before = department.teams.map(({ lead }) => titleOf(lead)).reverse().join("; ");
    add(department.head, "head", { department, unit: "", manager: nameOf(CHIEF), kit, before });
  }
  for (const department of DEPARTMENTS) {
    for (const team of department.teams) {
      const place = { department, unit: team.unit, kit: [...team.kit, ...COMMON], before: team.before };
      add(team.lead, "lead", { ...place, kit: [...team.kit, ...LEADS], manager: nameOf(department.head) });
      for (const line of team.members) add(line, "member", { ...place, manager: nameOf(team.lead) });
    }
  }
  return people;
}

type Tier = "chief" | "head" | "lead" | "member";

interface Place {
  tier: Tier;
  department: Department;
  unit: string;
  manager: string;
  kit: string[];
  before: string;
}

function profile(number: number, line: string, place: Place): DemoProfile {
  const [name = "", title = "", hired = "", since = "", languages = ""] = line.split(" | ");
  const dice = new Dice(name);
  const hireDate = `${hired}-${dice.month()}-01`;
  const inRoleSince = since === hired ? hireDate : `${since}-${dice.month()}-15`;
  return {
    employee_id: `SCP-${1000 + number}`,
    personal_info: {
      name,
      email: addressOf(name),
      office_location: place.department.site,
      languages: list(languages, ", ").map((language, index) => ({
        language,
        proficiency: index === 0
          ? "Fluent"
          : language === "English"
          ? dice.one(["Fluent", "Professional"])
          : dice
            .one(["Professional", "Intermediate", "Conversational", "Beginner"]),
      })),
    },
    employment_info: {
      job_title: title,
      department: place.department.name,
      unit: place.unit,
      line_manager: place.manager,
      in_role_since: inRoleSince,
      hire_date: hireDate,
      last_updated: "2026-10-31",
    },
    skills: [...drawSkills(dice, place), ...skills(...list(UNLISTED[name] ?? ""))],
    competencies: drawCompetencies(dice, place.tier),
    experiences: drawExperiences(dice, Number(hired)),
    positions_history: career(dice, title, hireDate, inRoleSince, place),
    projects: drawProjects(dice, Number(hired), place),
    education: drawEducation(dice, Number(hired), place),
    ...BY_HAND[name],
  };
}

function drawSkills(dice: Dice, { kit, tier }: Place): DemoProfile["skills"] {
  const [main = "", ...others] = new Set(kit);
  const own = dice.some(named(main), 5);
  const wanted = 8 + dice.below(6) + (tier === "member" ? 0 : 1) - own.length;
  return [...own, ...dice.some(others.flatMap(named), wanted)].map((skill) => {
    const alias = ALSO_CALLED[skill.skill_name];
    return alias && dice.below(3) === 0 ? { ...skill, skill_name: alias } : skill;
  });
}

function drawCompetencies(dice: Dice, tier: Tier): DemoProfile["competencies"] {
  const leading = { chief: 4, head: 3, lead: 2, member: 0 }[tier];
  const levels =
    { chief: ["Advanced"], head: ["Advanced", "Intermediate"], lead: ["Intermediate"], member: [] }[tier];
  return [
    ...dice.some(list(LEADING), leading).map((name) => ({ name, level: dice.one(levels) })),
    ...dice.some(list(WORKING), 2 + dice.below(2)).map((name) => ({
      name,
      level: dice.one(["Beginner", "Intermediate", "Intermediate", "Advanced"]),
    })),
  ];
}

function drawExperiences(dice: Dice, hired: number): DemoProfile["experiences"] {
  return dice.some(EXPERIENCES, dice.below(3)).map((line) => {
    const [type = "", organization = "", program = "", focus = ""] = line.split(" | ");
    return { type, organization, program, focus, period: dice.period(Math.max(hired, 2014), TODAY) };
  });
}

/** Jobs, newest first: this one, earlier ones here, and one elsewhere for who came with experience. */
function career(
  dice: Dice,
  title: string,
  hired: string,
  since: string,
  { tier, unit, department, before }: Place,
): DemoProfile["positions_history"] {
  const ladder = list(before);
  const rung = ladder.indexOf(title);
  const earlier = ladder.slice(0, rung >= 0 ? rung : tier === "member" ? -1 : undefined).reverse();
  const jobs = [{
    role_title: title,
    organization: COMPANY,
    period: { start: since, end: null as string | null },
    focus_areas: [unit || department.name],
  }];
  if (since !== hired) {
    const role_title = earlier.shift() ?? title;
    jobs.push({
      role_title,
      organization: COMPANY,
      period: { start: hired, end: since },
      focus_areas: [department.name],
    });
  }
  const elsewhere = earlier[0];
  if (elsewhere && (tier !== "member" || dice.below(2) === 0)) {
    const year = Number(hired.slice(0, 4));
    jobs.push({
      role_title: elsewhere,
      organization: dice.one(EMPLOYERS),
      period: { start: `${year - 2 - dice.below(5)}-03-01`, end: hired },
      focus_areas: [department.name],
    });
  }
  return jobs;
}

function drawProjects(dice: Dice, hired: number, { department, tier }: Place): DemoProfile["projects"] {
  const roles = {
    chief: ["Sponsor"],
    head: ["Sponsor", "Steering group"],
    lead: ["Project lead", "Workstream lead"],
  };
  return dice.some(department.projects, dice.below(3)).map((line) => {
    const [project_name = "", description = "", outcomes = ""] = line.split(" | ");
    return {
      project_name,
      role: dice.one(tier === "member" ? ["Team member", "Subject matter expert", "Tester"] : roles[tier]),
      period: dice.period(Math.max(hired, 2019), TODAY),
      description,
      outcomes: list(outcomes),
    };
  });
}

function drawEducation(dice: Dice, hired: number, { department, tier }: Place): DemoProfile["education"] {
  const degrees = dice.some(list(department.degrees), tier === "member" ? 1 : 2);
  const first = hired - 5 - dice.below(3) - (tier === "member" ? 0 : 6);
  return degrees.map((degree, index) => ({
    degree,
    institution: dice.one(SCHOOLS),
    period: { start: `${first + 4 * index}-10-01`, end: `${first + 4 * index + 3}-07-31` },
  }));
}

/** Every skill of a specialization, as an import names it. */
function named(specialization: string): DemoProfile["skills"] {
  for (const [function_area, specializations] of Object.entries(SKILLS)) {
    const names = specializations[specialization];
    if (names) return list(names).map((skill_name) => ({ function_area, specialization, skill_name }));
  }
  throw new Error(`There is no specialization ${specialization}.`);
}

/** "Specialization: skill; skill" as an import names them. */
function skills(...lines: string[]): DemoProfile["skills"] {
  return lines.flatMap((line) => {
    const colon = line.lastIndexOf(": ");
    const [{ function_area, specialization } = { function_area: "", specialization: "" }] = named(
      line.slice(0, colon),
    );
    return list(line.slice(colon + 2)).map((skill_name) => ({ function_area, specialization, skill_name }));
  });
}

function list(text: string, separator = "; "): string[] {
  return text === "" ? [] : text.split(separator);
}

function nameOf(line: string): string {
  return line.split(" | ")[0] ?? "";
}

function titleOf(line: string): string {
  return line.split(" | ")[1] ?? "";
}

/** Chance that falls the same way every time for the same name. */
class Dice {
  #state = 2166136261;

  constructor(name: string) {
    for (const byte of new TextEncoder().encode(name)) this.#state = Math.imul(this.#state ^ byte, 16777619);
  }

  /** A whole number from 0, below the limit. */
  below(limit: number): number {
    this.#state = (Math.imul(this.#state ^ (this.#state >>> 15), 0x2c1b3c6d) + 0x3779fb9) | 0;
    return ((this.#state ^ (this.#state >>> 13)) >>> 0) % limit;
  }

  one(words: string[]): string {
    return words[this.below(words.length)] ?? "";
  }

  /** So many of the items, in the order in which they were drawn. */
  some<T>(items: T[], count: number): T[] {
    const left = [...items];
    const drawn: T[] = [];
    while (drawn.length < count && left.length > 0) drawn.push(...left.splice(this.below(left.length), 1));
    return drawn;
  }

  month(): string {
    return String(1 + this.below(12)).padStart(2, "0");
  }

  /** Some months between two years; what would end this year goes on. */
  period(from: number, to: number): Period {
    const start = from + this.below(Math.max(to - from, 1));
    const end = start + 1;
    return { start: `${start}-${this.month()}-01`, end: end < to ? `${end}-${this.month()}-28` : null };
  }
}
