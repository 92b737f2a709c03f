
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "ai_chat_messages": {
                  Row: {
                    "content": string,"created_at": string,"facts": NonNullable<Json>,"id": string,"message_type": string,"reply_to": string | null,"role": string,"session_id": string,"source": string | null,"status": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "content": string,"created_at"?: string,"facts"?: NonNullable<Json>,"id"?: string,"message_type"?: string,"reply_to"?: string | null,"role": string,"session_id": string,"source"?: string | null,"status"?: string,"user_id": string
                  }
                  Update: {
                    "content"?: string,"created_at"?: string,"facts"?: NonNullable<Json>,"id"?: string,"message_type"?: string,"reply_to"?: string | null,"role"?: string,"session_id"?: string,"source"?: string | null,"status"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "ai_chat_messages_reply_to_fkey"
      columns: ["reply_to"]
isOneToOne: false
      referencedRelation: "ai_chat_messages"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "ai_chat_messages_session_id_fkey"
      columns: ["session_id"]
isOneToOne: false
      referencedRelation: "ai_chat_sessions"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "ai_chat_messages_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"ai_chat_sessions": {
                  Row: {
                    "context_data": NonNullable<Json>,"created_at": string,"id": string,"last_message_at": string,"session_name": string | null,"updated_at": string,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "context_data"?: NonNullable<Json>,"created_at"?: string,"id"?: string,"last_message_at"?: string,"session_name"?: string | null,"updated_at"?: string,"user_id": string,"version"?: number
                  }
                  Update: {
                    "context_data"?: NonNullable<Json>,"created_at"?: string,"id"?: string,"last_message_at"?: string,"session_name"?: string | null,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "ai_chat_sessions_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"ai_message_feedback": {
                  Row: {
                    "comment": string | null,"given_at": string,"message_id": string,"rating": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "comment"?: string | null,"given_at"?: string,"message_id": string,"rating": string,"user_id": string
                  }
                  Update: {
                    "comment"?: string | null,"given_at"?: string,"message_id"?: string,"rating"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "ai_message_feedback_message_id_fkey"
      columns: ["message_id"]
isOneToOne: true
      referencedRelation: "ai_chat_messages"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "ai_message_feedback_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"assignment_exemptions": {
                  Row: {
                    "assignment_id": string,"granted_at": string,"granted_by": string | null,"reason": string,"until_day": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "assignment_id": string,"granted_at"?: string,"granted_by"?: string | null,"reason": string,"until_day"?: string | null,"user_id": string
                  }
                  Update: {
                    "assignment_id"?: string,"granted_at"?: string,"granted_by"?: string | null,"reason"?: string,"until_day"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "assignment_exemptions_assignment_id_fkey"
      columns: ["assignment_id"]
isOneToOne: false
      referencedRelation: "course_assignments"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "assignment_exemptions_granted_by_fkey"
      columns: ["granted_by"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "assignment_exemptions_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"audit_log": {
                  Row: {
                    "actor_id": string | null,"after": Json | null,"at": string,"before": Json | null,"changed_columns": (string)[],"id": string,"op": string,"request_id": string | null,"role": string,"row_id": string,"subject_id": string | null,"table_name": string
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_id"?: string | null,"after"?: Json | null,"at"?: string,"before"?: Json | null,"changed_columns"?: (string)[],"id"?: string,"op": string,"request_id"?: string | null,"role": string,"row_id": string,"subject_id"?: string | null,"table_name": string
                  }
                  Update: {
                    "actor_id"?: string | null,"after"?: Json | null,"at"?: string,"before"?: Json | null,"changed_columns"?: (string)[],"id"?: string,"op"?: string,"request_id"?: string | null,"role"?: string,"row_id"?: string,"subject_id"?: string | null,"table_name"?: string
                  }
                  Relationships: [
                    
                  ]
                },"career_pathways": {
                  Row: {
                    "created_at": string,"description": string | null,"external_uri": string | null,"id": string,"level": number | null,"max_years_experience": number | null,"min_years_experience": number | null,"name": string,"name_key": string,"org_unit_id": string | null,"status": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"description"?: string | null,"external_uri"?: string | null,"id"?: string,"level"?: number | null,"max_years_experience"?: number | null,"min_years_experience"?: number | null,"name": string,"name_key"?: never,"org_unit_id"?: string | null,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"description"?: string | null,"external_uri"?: string | null,"id"?: string,"level"?: number | null,"max_years_experience"?: number | null,"min_years_experience"?: number | null,"name"?: string,"name_key"?: never,"org_unit_id"?: string | null,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "career_pathways_org_unit_id_fkey"
      columns: ["org_unit_id"]
isOneToOne: false
      referencedRelation: "org_units"
      referencedColumns: ["id"]
    }
                  ]
                },"certifications": {
                  Row: {
                    "created_at": string,"credential_id": string | null,"evidence_url": string | null,"expires_on": string | null,"id": string,"issued_on": string | null,"issuer": string | null,"name": string,"skill_id": string | null,"source": string,"updated_at": string,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"credential_id"?: string | null,"evidence_url"?: string | null,"expires_on"?: string | null,"id"?: string,"issued_on"?: string | null,"issuer"?: string | null,"name": string,"skill_id"?: string | null,"source"?: string,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"credential_id"?: string | null,"evidence_url"?: string | null,"expires_on"?: string | null,"id"?: string,"issued_on"?: string | null,"issuer"?: string | null,"name"?: string,"skill_id"?: string | null,"source"?: string,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "certifications_skill_id_fkey"
      columns: ["skill_id"]
isOneToOne: false
      referencedRelation: "skills"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "certifications_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"competencies": {
                  Row: {
                    "created_at": string,"description": string | null,"id": string,"name": string,"name_key": string,"status": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"description"?: string | null,"id"?: string,"name": string,"name_key"?: never,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"description"?: string | null,"id"?: string,"name"?: string,"name_key"?: never,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    
                  ]
                },"competency_validations": {
                  Row: {
                    "competency_id": string,"id": string,"level": number,"source": string,"user_id": string,"validated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "competency_id": string,"id"?: string,"level": number,"source": string,"user_id": string,"validated_at": string
                  }
                  Update: {
                    "competency_id"?: string,"id"?: string,"level"?: number,"source"?: string,"user_id"?: string,"validated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "competency_validations_competency_id_fkey"
      columns: ["competency_id"]
isOneToOne: false
      referencedRelation: "competencies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "competency_validations_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"course_assignments": {
                  Row: {
                    "assigned_on": string,"audience": string,"course_id": string,"created_at": string,"created_by": string | null,"due_days": number,"due_on": string | null,"id": string,"line_id": string | null,"org_unit_id": string | null,"pathway_id": string | null,"reason": string | null,"updated_at": string,"user_id": string | null,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "assigned_on"?: string,"audience": string,"course_id": string,"created_at"?: string,"created_by"?: string | null,"due_days"?: number,"due_on"?: string | null,"id"?: string,"line_id"?: string | null,"org_unit_id"?: string | null,"pathway_id"?: string | null,"reason"?: string | null,"updated_at"?: string,"user_id"?: string | null,"version"?: number
                  }
                  Update: {
                    "assigned_on"?: string,"audience"?: string,"course_id"?: string,"created_at"?: string,"created_by"?: string | null,"due_days"?: number,"due_on"?: string | null,"id"?: string,"line_id"?: string | null,"org_unit_id"?: string | null,"pathway_id"?: string | null,"reason"?: string | null,"updated_at"?: string,"user_id"?: string | null,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "course_assignments_course_id_fkey"
      columns: ["course_id"]
isOneToOne: false
      referencedRelation: "courses"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "course_assignments_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "course_assignments_line_id_fkey"
      columns: ["line_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "course_assignments_org_unit_id_fkey"
      columns: ["org_unit_id"]
isOneToOne: false
      referencedRelation: "org_units"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "course_assignments_pathway_id_fkey"
      columns: ["pathway_id"]
isOneToOne: false
      referencedRelation: "career_pathways"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "course_assignments_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"course_editions": {
                  Row: {
                    "completion_rule": string,"course_id": string,"edition": number,"note": string | null,"pass_mark": number | null,"published_at": string,"validity_months": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "completion_rule": string,"course_id": string,"edition": number,"note"?: string | null,"pass_mark"?: number | null,"published_at"?: string,"validity_months"?: number | null
                  }
                  Update: {
                    "completion_rule"?: string,"course_id"?: string,"edition"?: number,"note"?: string | null,"pass_mark"?: number | null,"published_at"?: string,"validity_months"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "course_editions_course_id_fkey"
      columns: ["course_id"]
isOneToOne: false
      referencedRelation: "courses"
      referencedColumns: ["id"]
    }
                  ]
                },"course_prerequisites": {
                  Row: {
                    "course_id": string,"prerequisite_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "course_id": string,"prerequisite_id": string
                  }
                  Update: {
                    "course_id"?: string,"prerequisite_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "course_prerequisites_course_id_fkey"
      columns: ["course_id"]
isOneToOne: false
      referencedRelation: "courses"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "course_prerequisites_prerequisite_id_fkey"
      columns: ["prerequisite_id"]
isOneToOne: false
      referencedRelation: "courses"
      referencedColumns: ["id"]
    }
                  ]
                },"course_sessions": {
                  Row: {
                    "course_id": string,"created_at": string,"ends_at": string,"id": string,"instructor": string | null,"location": string | null,"seats": number | null,"starts_at": string,"status": string,"updated_at": string,"url": string | null,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "course_id": string,"created_at"?: string,"ends_at": string,"id"?: string,"instructor"?: string | null,"location"?: string | null,"seats"?: number | null,"starts_at": string,"status"?: string,"updated_at"?: string,"url"?: string | null,"version"?: number
                  }
                  Update: {
                    "course_id"?: string,"created_at"?: string,"ends_at"?: string,"id"?: string,"instructor"?: string | null,"location"?: string | null,"seats"?: number | null,"starts_at"?: string,"status"?: string,"updated_at"?: string,"url"?: string | null,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "course_sessions_course_id_fkey"
      columns: ["course_id"]
isOneToOne: false
      referencedRelation: "courses"
      referencedColumns: ["id"]
    }
                  ]
                },"course_skills": {
                  Row: {
                    "course_id": string,"from_level": number,"outcome": string,"skill_id": string,"to_level": number
                  }
                  ComputedFields: never
                  Insert: {
                    "course_id": string,"from_level"?: number,"outcome"?: string,"skill_id": string,"to_level": number
                  }
                  Update: {
                    "course_id"?: string,"from_level"?: number,"outcome"?: string,"skill_id"?: string,"to_level"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "course_skills_course_id_fkey"
      columns: ["course_id"]
isOneToOne: false
      referencedRelation: "courses"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "course_skills_skill_id_fkey"
      columns: ["skill_id"]
isOneToOne: false
      referencedRelation: "skills"
      referencedColumns: ["id"]
    }
                  ]
                },"courses": {
                  Row: {
                    "category": string | null,"completion_rule": string,"created_at": string,"description": string | null,"difficulty": string,"duration_hours": number,"edition": number,"external_id": string | null,"id": string,"language": string,"name": string,"name_key": string,"needs_approval": boolean,"pass_mark": number | null,"provider": string | null,"search_text": string,"status": string,"updated_at": string,"url": string | null,"validity_months": number | null,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "category"?: string | null,"completion_rule"?: string,"created_at"?: string,"description"?: string | null,"difficulty"?: string,"duration_hours": number,"edition"?: number,"external_id"?: string | null,"id"?: string,"language"?: string,"name": string,"name_key"?: never,"needs_approval"?: boolean,"pass_mark"?: number | null,"provider"?: string | null,"search_text"?: never,"status"?: string,"updated_at"?: string,"url"?: string | null,"validity_months"?: number | null,"version"?: number
                  }
                  Update: {
                    "category"?: string | null,"completion_rule"?: string,"created_at"?: string,"description"?: string | null,"difficulty"?: string,"duration_hours"?: number,"edition"?: number,"external_id"?: string | null,"id"?: string,"language"?: string,"name"?: string,"name_key"?: never,"needs_approval"?: boolean,"pass_mark"?: number | null,"provider"?: string | null,"search_text"?: never,"status"?: string,"updated_at"?: string,"url"?: string | null,"validity_months"?: number | null,"version"?: number
                  }
                  Relationships: [
                    
                  ]
                },"delegations": {
                  Row: {
                    "created_at": string,"delegate_id": string,"ends_on": string,"starts_on": string,"updated_at": string,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"delegate_id": string,"ends_on": string,"starts_on": string,"updated_at"?: string,"user_id": string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"delegate_id"?: string,"ends_on"?: string,"starts_on"?: string,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "delegations_delegate_id_fkey"
      columns: ["delegate_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "delegations_user_id_fkey"
      columns: ["user_id"]
isOneToOne: true
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"development_plan_comments": {
                  Row: {
                    "author_id": string | null,"comment": string,"created_at": string,"id": string,"plan_id": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "author_id"?: string | null,"comment": string,"created_at"?: string,"id"?: string,"plan_id": string,"user_id": string
                  }
                  Update: {
                    "author_id"?: string | null,"comment"?: string,"created_at"?: string,"id"?: string,"plan_id"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "development_plan_comments_author_id_fkey"
      columns: ["author_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "development_plan_comments_plan_id_fkey"
      columns: ["plan_id"]
isOneToOne: false
      referencedRelation: "development_plans"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "development_plan_comments_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"development_plan_goals": {
                  Row: {
                    "goal_id": string,"plan_id": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "goal_id": string,"plan_id": string,"user_id": string
                  }
                  Update: {
                    "goal_id"?: string,"plan_id"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "development_plan_goals_goal_id_fkey"
      columns: ["goal_id"]
isOneToOne: false
      referencedRelation: "user_career_goals"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "development_plan_goals_plan_id_fkey"
      columns: ["plan_id"]
isOneToOne: false
      referencedRelation: "development_plans"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "development_plan_goals_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"development_plan_items": {
                  Row: {
                    "done_at": string | null,"due_on": string | null,"id": string,"plan_id": string,"position": number,"skill_id": string | null,"title": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "done_at"?: string | null,"due_on"?: string | null,"id"?: string,"plan_id": string,"position": number,"skill_id"?: string | null,"title": string,"user_id": string
                  }
                  Update: {
                    "done_at"?: string | null,"due_on"?: string | null,"id"?: string,"plan_id"?: string,"position"?: number,"skill_id"?: string | null,"title"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "development_plan_items_plan_id_fkey"
      columns: ["plan_id"]
isOneToOne: false
      referencedRelation: "development_plans"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "development_plan_items_skill_id_fkey"
      columns: ["skill_id"]
isOneToOne: false
      referencedRelation: "skills"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "development_plan_items_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"development_plans": {
                  Row: {
                    "created_at": string,"decided_at": string | null,"decided_by": string | null,"id": string,"snapshot": Json | null,"status": string,"submitted_at": string | null,"title": string,"updated_at": string,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"id"?: string,"snapshot"?: Json | null,"status"?: string,"submitted_at"?: string | null,"title": string,"updated_at"?: string,"user_id": string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"id"?: string,"snapshot"?: Json | null,"status"?: string,"submitted_at"?: string | null,"title"?: string,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "development_plans_decided_by_fkey"
      columns: ["decided_by"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "development_plans_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"education": {
                  Row: {
                    "created_at": string,"degree": string,"ended_on": string | null,"id": string,"institution": string | null,"started_on": string | null,"updated_at": string,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"degree": string,"ended_on"?: string | null,"id"?: string,"institution"?: string | null,"started_on"?: string | null,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"degree"?: string,"ended_on"?: string | null,"id"?: string,"institution"?: string | null,"started_on"?: string | null,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "education_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"employment_info": {
                  Row: {
                    "created_at": string,"employment_type": string,"grade": string | null,"hire_date": string | null,"in_role_since": string | null,"job_title": string | null,"last_day": string | null,"line_manager": string | null,"line_manager_key": string | null,"manager_by_name": boolean,"manager_id": string | null,"org_unit_id": string | null,"pathway_id": string | null,"source_updated_on": string | null,"status": string,"updated_at": string,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"employment_type"?: string,"grade"?: string | null,"hire_date"?: string | null,"in_role_since"?: string | null,"job_title"?: string | null,"last_day"?: string | null,"line_manager"?: string | null,"line_manager_key"?: never,"manager_by_name"?: boolean,"manager_id"?: string | null,"org_unit_id"?: string | null,"pathway_id"?: string | null,"source_updated_on"?: string | null,"status"?: string,"updated_at"?: string,"user_id": string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"employment_type"?: string,"grade"?: string | null,"hire_date"?: string | null,"in_role_since"?: string | null,"job_title"?: string | null,"last_day"?: string | null,"line_manager"?: string | null,"line_manager_key"?: never,"manager_by_name"?: boolean,"manager_id"?: string | null,"org_unit_id"?: string | null,"pathway_id"?: string | null,"source_updated_on"?: string | null,"status"?: string,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "employment_info_manager_id_fkey"
      columns: ["manager_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "employment_info_org_unit_id_fkey"
      columns: ["org_unit_id"]
isOneToOne: false
      referencedRelation: "org_units"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "employment_info_pathway_id_fkey"
      columns: ["pathway_id"]
isOneToOne: false
      referencedRelation: "career_pathways"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "employment_info_user_id_fkey"
      columns: ["user_id"]
isOneToOne: true
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"enrolment_comments": {
                  Row: {
                    "author_id": string | null,"comment": string,"created_at": string,"enrolment_id": string,"id": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "author_id"?: string | null,"comment": string,"created_at"?: string,"enrolment_id": string,"id"?: string,"user_id": string
                  }
                  Update: {
                    "author_id"?: string | null,"comment"?: string,"created_at"?: string,"enrolment_id"?: string,"id"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "enrolment_comments_author_id_fkey"
      columns: ["author_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "enrolment_comments_enrolment_id_fkey"
      columns: ["enrolment_id"]
isOneToOne: false
      referencedRelation: "user_training"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "enrolment_comments_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"erasure_requests": {
                  Row: {
                    "created_at": string,"decided_at": string | null,"decided_by": string | null,"id": string,"reason": string | null,"requested_at": string,"requested_by": string | null,"status": string,"updated_at": string,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"id"?: string,"reason"?: string | null,"requested_at"?: string,"requested_by"?: string | null,"status"?: string,"updated_at"?: string,"user_id": string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"id"?: string,"reason"?: string | null,"requested_at"?: string,"requested_by"?: string | null,"status"?: string,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "erasure_requests_decided_by_fkey"
      columns: ["decided_by"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "erasure_requests_requested_by_fkey"
      columns: ["requested_by"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "erasure_requests_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"experience_types": {
                  Row: {
                    "created_at": string,"description": string | null,"id": string,"name": string,"name_key": string,"status": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"description"?: string | null,"id"?: string,"name": string,"name_key"?: never,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"description"?: string | null,"id"?: string,"name"?: string,"name_key"?: never,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    
                  ]
                },"fairness_members": {
                  Row: {
                    "answer": string | null,"attribute": string,"basis": string,"id": string,"published": boolean,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "answer"?: string | null,"attribute": string,"basis": string,"id"?: string,"published": boolean,"user_id": string
                  }
                  Update: {
                    "answer"?: string | null,"attribute"?: string,"basis"?: string,"id"?: string,"published"?: boolean,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "fairness_members_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"feature_settings": {
                  Row: {
                    "created_at": string,"enabled": boolean,"feature": string,"id": string,"org_unit_id": string | null,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"enabled": boolean,"feature": string,"id"?: string,"org_unit_id"?: string | null,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"enabled"?: boolean,"feature"?: string,"id"?: string,"org_unit_id"?: string | null,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "feature_settings_org_unit_id_fkey"
      columns: ["org_unit_id"]
isOneToOne: false
      referencedRelation: "org_units"
      referencedColumns: ["id"]
    }
                  ]
                },"function_areas": {
                  Row: {
                    "created_at": string,"description": string | null,"external_uri": string | null,"id": string,"name": string,"name_key": string,"status": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"description"?: string | null,"external_uri"?: string | null,"id"?: string,"name": string,"name_key"?: never,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"description"?: string | null,"external_uri"?: string | null,"id"?: string,"name"?: string,"name_key"?: never,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    
                  ]
                },"goal_items": {
                  Row: {
                    "done_at": string | null,"goal_id": string,"id": string,"kind": string,"level": number | null,"position": number,"skill_id": string | null,"title": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "done_at"?: string | null,"goal_id": string,"id"?: string,"kind": string,"level"?: number | null,"position": number,"skill_id"?: string | null,"title"?: string | null,"user_id": string
                  }
                  Update: {
                    "done_at"?: string | null,"goal_id"?: string,"id"?: string,"kind"?: string,"level"?: number | null,"position"?: number,"skill_id"?: string | null,"title"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "goal_items_goal_id_fkey"
      columns: ["goal_id"]
isOneToOne: false
      referencedRelation: "user_career_goals"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "goal_items_skill_id_fkey"
      columns: ["skill_id"]
isOneToOne: false
      referencedRelation: "skills"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "goal_items_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"goal_notes": {
                  Row: {
                    "goal_id": string,"notes": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "goal_id": string,"notes": string,"user_id": string
                  }
                  Update: {
                    "goal_id"?: string,"notes"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "goal_notes_goal_id_fkey"
      columns: ["goal_id"]
isOneToOne: true
      referencedRelation: "user_career_goals"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "goal_notes_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"import_rows": {
                  Row: {
                    "changed": (string)[],"chunk": number,"employee_id": string | null,"errors": NonNullable<Json>,"import_id": string,"index": number,"status": string,"user_id": string | null,"warnings": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "changed"?: (string)[],"chunk": number,"employee_id"?: string | null,"errors"?: NonNullable<Json>,"import_id": string,"index": number,"status": string,"user_id"?: string | null,"warnings"?: NonNullable<Json>
                  }
                  Update: {
                    "changed"?: (string)[],"chunk"?: number,"employee_id"?: string | null,"errors"?: NonNullable<Json>,"import_id"?: string,"index"?: number,"status"?: string,"user_id"?: string | null,"warnings"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "import_rows_import_id_fkey"
      columns: ["import_id"]
isOneToOne: false
      referencedRelation: "imports"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "import_rows_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"imports": {
                  Row: {
                    "created_at": string,"created_by": string | null,"dry_run": boolean,"first_answer": Json | null,"format": string,"id": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"created_by"?: string | null,"dry_run": boolean,"first_answer"?: Json | null,"format": string,"id"?: string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"created_by"?: string | null,"dry_run"?: boolean,"first_answer"?: Json | null,"format"?: string,"id"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "imports_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"leadership_competencies": {
                  Row: {
                    "competency_id": string,"valid_from": string,"valid_until": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "competency_id": string,"valid_from": string,"valid_until"?: string | null
                  }
                  Update: {
                    "competency_id"?: string,"valid_from"?: string,"valid_until"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "leadership_competencies_competency_id_fkey"
      columns: ["competency_id"]
isOneToOne: false
      referencedRelation: "competencies"
      referencedColumns: ["id"]
    }
                  ]
                },"leadership_contest_cases": {
                  Row: {
                    "contest_id": string,"contested": NonNullable<Json>,"explanation": string | null,"reason": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "contest_id": string,"contested": NonNullable<Json>,"explanation"?: string | null,"reason": string,"user_id": string
                  }
                  Update: {
                    "contest_id"?: string,"contested"?: NonNullable<Json>,"explanation"?: string | null,"reason"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "leadership_contest_cases_contest_id_fkey"
      columns: ["contest_id"]
isOneToOne: true
      referencedRelation: "leadership_contests"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "leadership_contest_cases_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"leadership_contest_readings": {
                  Row: {
                    "contest_id": string,"id": string,"read_at": string,"reader_id": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "contest_id": string,"id"?: string,"read_at"?: string,"reader_id"?: string | null,"user_id": string
                  }
                  Update: {
                    "contest_id"?: string,"id"?: string,"read_at"?: string,"reader_id"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "leadership_contest_readings_contest_id_fkey"
      columns: ["contest_id"]
isOneToOne: false
      referencedRelation: "leadership_contests"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "leadership_contest_readings_reader_id_fkey"
      columns: ["reader_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "leadership_contest_readings_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"leadership_contests": {
                  Row: {
                    "closed_at": string | null,"created_at": string,"id": string,"reviewer_id": string | null,"status": string,"taken_at": string | null,"updated_at": string,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "closed_at"?: string | null,"created_at"?: string,"id"?: string,"reviewer_id"?: string | null,"status"?: string,"taken_at"?: string | null,"updated_at"?: string,"user_id": string,"version"?: number
                  }
                  Update: {
                    "closed_at"?: string | null,"created_at"?: string,"id"?: string,"reviewer_id"?: string | null,"status"?: string,"taken_at"?: string | null,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "leadership_contests_reviewer_id_fkey"
      columns: ["reviewer_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "leadership_contests_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"leadership_exclusions": {
                  Row: {
                    "contest_id": string | null,"evidence": string,"excluded_at": string,"excluded_by": string | null,"id": string,"kind": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "contest_id"?: string | null,"evidence": string,"excluded_at"?: string,"excluded_by"?: string | null,"id"?: string,"kind": string,"user_id": string
                  }
                  Update: {
                    "contest_id"?: string | null,"evidence"?: string,"excluded_at"?: string,"excluded_by"?: string | null,"id"?: string,"kind"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "leadership_exclusions_contest_id_fkey"
      columns: ["contest_id"]
isOneToOne: false
      referencedRelation: "leadership_contests"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "leadership_exclusions_excluded_by_fkey"
      columns: ["excluded_by"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "leadership_exclusions_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"mentor_profiles": {
                  Row: {
                    "bio": string | null,"capacity": number,"created_at": string,"is_active": boolean,"updated_at": string,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "bio"?: string | null,"capacity": number,"created_at"?: string,"is_active"?: boolean,"updated_at"?: string,"user_id": string,"version"?: number
                  }
                  Update: {
                    "bio"?: string | null,"capacity"?: number,"created_at"?: string,"is_active"?: boolean,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "mentor_profiles_user_id_fkey"
      columns: ["user_id"]
isOneToOne: true
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"mentor_skills": {
                  Row: {
                    "mentor_id": string,"skill_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "mentor_id": string,"skill_id": string
                  }
                  Update: {
                    "mentor_id"?: string,"skill_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "mentor_skills_mentor_id_fkey"
      columns: ["mentor_id"]
isOneToOne: false
      referencedRelation: "mentor_profiles"
      referencedColumns: ["user_id"]
    },{
      foreignKeyName: "mentor_skills_mentor_id_fkey1"
      columns: ["mentor_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mentor_skills_skill_id_fkey"
      columns: ["skill_id"]
isOneToOne: false
      referencedRelation: "skills"
      referencedColumns: ["id"]
    }
                  ]
                },"mentorship_end_reasons": {
                  Row: {
                    "about_id": string,"created_at": string,"mentorship_id": string,"reason": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "about_id": string,"created_at"?: string,"mentorship_id": string,"reason": string,"user_id": string
                  }
                  Update: {
                    "about_id"?: string,"created_at"?: string,"mentorship_id"?: string,"reason"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "mentorship_end_reasons_about_id_fkey"
      columns: ["about_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mentorship_end_reasons_mentorship_id_fkey"
      columns: ["mentorship_id"]
isOneToOne: true
      referencedRelation: "mentorships"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mentorship_end_reasons_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"mentorship_feedback": {
                  Row: {
                    "about_id": string,"author_id": string,"comment": string | null,"created_at": string,"id": string,"mentorship_id": string,"rating": number,"shown": boolean
                  }
                  ComputedFields: never
                  Insert: {
                    "about_id": string,"author_id": string,"comment"?: string | null,"created_at"?: string,"id"?: string,"mentorship_id": string,"rating": number,"shown"?: boolean
                  }
                  Update: {
                    "about_id"?: string,"author_id"?: string,"comment"?: string | null,"created_at"?: string,"id"?: string,"mentorship_id"?: string,"rating"?: number,"shown"?: boolean
                  }
                  Relationships: [
                    {
      foreignKeyName: "mentorship_feedback_about_id_fkey"
      columns: ["about_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mentorship_feedback_author_id_fkey"
      columns: ["author_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mentorship_feedback_mentorship_id_fkey"
      columns: ["mentorship_id"]
isOneToOne: false
      referencedRelation: "mentorships"
      referencedColumns: ["id"]
    }
                  ]
                },"mentorship_goals": {
                  Row: {
                    "created_at": string,"done_at": string | null,"due_on": string | null,"id": string,"mentee_id": string,"mentor_id": string,"mentorship_id": string,"skill_id": string | null,"title": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"done_at"?: string | null,"due_on"?: string | null,"id"?: string,"mentee_id": string,"mentor_id": string,"mentorship_id": string,"skill_id"?: string | null,"title": string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"done_at"?: string | null,"due_on"?: string | null,"id"?: string,"mentee_id"?: string,"mentor_id"?: string,"mentorship_id"?: string,"skill_id"?: string | null,"title"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "mentorship_goals_mentee_id_fkey"
      columns: ["mentee_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mentorship_goals_mentor_id_fkey"
      columns: ["mentor_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mentorship_goals_mentorship_id_fkey"
      columns: ["mentorship_id"]
isOneToOne: false
      referencedRelation: "mentorships"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mentorship_goals_skill_id_fkey"
      columns: ["skill_id"]
isOneToOne: false
      referencedRelation: "skills"
      referencedColumns: ["id"]
    }
                  ]
                },"mentorship_meetings": {
                  Row: {
                    "created_at": string,"duration_minutes": number | null,"id": string,"mentee_id": string,"mentor_id": string,"mentorship_id": string,"notes": string | null,"starts_at": string,"topic": string | null,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"duration_minutes"?: number | null,"id"?: string,"mentee_id": string,"mentor_id": string,"mentorship_id": string,"notes"?: string | null,"starts_at": string,"topic"?: string | null,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"duration_minutes"?: number | null,"id"?: string,"mentee_id"?: string,"mentor_id"?: string,"mentorship_id"?: string,"notes"?: string | null,"starts_at"?: string,"topic"?: string | null,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "mentorship_meetings_mentee_id_fkey"
      columns: ["mentee_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mentorship_meetings_mentor_id_fkey"
      columns: ["mentor_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mentorship_meetings_mentorship_id_fkey"
      columns: ["mentorship_id"]
isOneToOne: false
      referencedRelation: "mentorships"
      referencedColumns: ["id"]
    }
                  ]
                },"mentorship_request_skills": {
                  Row: {
                    "request_id": string,"skill_id": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "request_id": string,"skill_id": string,"user_id": string
                  }
                  Update: {
                    "request_id"?: string,"skill_id"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "mentorship_request_skills_request_id_fkey"
      columns: ["request_id"]
isOneToOne: false
      referencedRelation: "mentorship_requests"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mentorship_request_skills_skill_id_fkey"
      columns: ["skill_id"]
isOneToOne: false
      referencedRelation: "skills"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mentorship_request_skills_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"mentorship_requests": {
                  Row: {
                    "closed_at": string | null,"created_at": string,"duration_weeks": number,"id": string,"mentee_id": string,"mentor_id": string,"message": string,"pending_since": string | null,"status": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "closed_at"?: string | null,"created_at"?: string,"duration_weeks": number,"id"?: string,"mentee_id": string,"mentor_id": string,"message": string,"pending_since"?: string | null,"status": string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "closed_at"?: string | null,"created_at"?: string,"duration_weeks"?: number,"id"?: string,"mentee_id"?: string,"mentor_id"?: string,"message"?: string,"pending_since"?: string | null,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "mentorship_requests_mentee_id_fkey"
      columns: ["mentee_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mentorship_requests_mentor_id_fkey"
      columns: ["mentor_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"mentorships": {
                  Row: {
                    "created_at": string,"duration_weeks": number | null,"ended_at": string | null,"ended_by": string | null,"id": string,"mentee_id": string,"mentor_id": string,"programme_id": string | null,"request_id": string | null,"started_at": string,"status": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"duration_weeks"?: number | null,"ended_at"?: string | null,"ended_by"?: string | null,"id"?: string,"mentee_id": string,"mentor_id": string,"programme_id"?: string | null,"request_id"?: string | null,"started_at"?: string,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"duration_weeks"?: number | null,"ended_at"?: string | null,"ended_by"?: string | null,"id"?: string,"mentee_id"?: string,"mentor_id"?: string,"programme_id"?: string | null,"request_id"?: string | null,"started_at"?: string,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "mentorships_ended_by_fkey"
      columns: ["ended_by"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mentorships_mentee_id_fkey"
      columns: ["mentee_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mentorships_mentor_id_fkey"
      columns: ["mentor_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mentorships_programme_id_fkey"
      columns: ["programme_id"]
isOneToOne: false
      referencedRelation: "programmes"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "mentorships_request_id_fkey"
      columns: ["request_id"]
isOneToOne: true
      referencedRelation: "mentorship_requests"
      referencedColumns: ["id"]
    }
                  ]
                },"notice_acknowledgements": {
                  Row: {
                    "acknowledged_at": string,"notice_id": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "acknowledged_at"?: string,"notice_id": string,"user_id": string
                  }
                  Update: {
                    "acknowledged_at"?: string,"notice_id"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notice_acknowledgements_notice_id_fkey"
      columns: ["notice_id"]
isOneToOne: false
      referencedRelation: "notices"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notice_acknowledgements_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"notices": {
                  Row: {
                    "body": string,"edition": number,"id": string,"published_at": string,"published_by": string | null,"title": string
                  }
                  ComputedFields: never
                  Insert: {
                    "body": string,"edition": number,"id"?: string,"published_at"?: string,"published_by"?: string | null,"title": string
                  }
                  Update: {
                    "body"?: string,"edition"?: number,"id"?: string,"published_at"?: string,"published_by"?: string | null,"title"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notices_published_by_fkey"
      columns: ["published_by"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"notification_preferences": {
                  Row: {
                    "enabled": boolean,"kind": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "enabled": boolean,"kind": string,"user_id": string
                  }
                  Update: {
                    "enabled"?: boolean,"kind"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notification_preferences_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"notifications": {
                  Row: {
                    "action_url": string | null,"actor_id": string | null,"body": string | null,"created_at": string,"dedupe_key": string | null,"id": string,"kind": string,"read_at": string | null,"title": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "action_url"?: string | null,"actor_id"?: string | null,"body"?: string | null,"created_at"?: string,"dedupe_key"?: string | null,"id"?: string,"kind": string,"read_at"?: string | null,"title": string,"user_id": string
                  }
                  Update: {
                    "action_url"?: string | null,"actor_id"?: string | null,"body"?: string | null,"created_at"?: string,"dedupe_key"?: string | null,"id"?: string,"kind"?: string,"read_at"?: string | null,"title"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "notifications_actor_id_fkey"
      columns: ["actor_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "notifications_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"org_units": {
                  Row: {
                    "created_at": string,"id": string,"name": string,"name_key": string,"parent_id": string | null,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"name": string,"name_key"?: never,"parent_id"?: string | null,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"name"?: string,"name_key"?: never,"parent_id"?: string | null,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "org_units_parent_id_fkey"
      columns: ["parent_id"]
isOneToOne: false
      referencedRelation: "org_units"
      referencedColumns: ["id"]
    }
                  ]
                },"pathway_competencies": {
                  Row: {
                    "competency_id": string,"level": number,"mandatory": boolean,"pathway_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "competency_id": string,"level": number,"mandatory"?: boolean,"pathway_id": string
                  }
                  Update: {
                    "competency_id"?: string,"level"?: number,"mandatory"?: boolean,"pathway_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "pathway_competencies_competency_id_fkey"
      columns: ["competency_id"]
isOneToOne: false
      referencedRelation: "competencies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "pathway_competencies_pathway_id_fkey"
      columns: ["pathway_id"]
isOneToOne: false
      referencedRelation: "career_pathways"
      referencedColumns: ["id"]
    }
                  ]
                },"pathway_dismissals": {
                  Row: {
                    "dismissed_at": string,"pathway_id": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "dismissed_at"?: string,"pathway_id": string,"user_id": string
                  }
                  Update: {
                    "dismissed_at"?: string,"pathway_id"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "pathway_dismissals_pathway_id_fkey"
      columns: ["pathway_id"]
isOneToOne: false
      referencedRelation: "career_pathways"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "pathway_dismissals_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"pathway_distances": {
                  Row: {
                    "d": number,"from_id": string,"to_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "d": number,"from_id": string,"to_id": string
                  }
                  Update: {
                    "d"?: number,"from_id"?: string,"to_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "pathway_distances_from_id_fkey"
      columns: ["from_id"]
isOneToOne: false
      referencedRelation: "career_pathways"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "pathway_distances_to_id_fkey"
      columns: ["to_id"]
isOneToOne: false
      referencedRelation: "career_pathways"
      referencedColumns: ["id"]
    }
                  ]
                },"pathway_edges": {
                  Row: {
                    "from_id": string,"kind": string,"to_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "from_id": string,"kind": string,"to_id": string
                  }
                  Update: {
                    "from_id"?: string,"kind"?: string,"to_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "pathway_edges_from_id_fkey"
      columns: ["from_id"]
isOneToOne: false
      referencedRelation: "career_pathways"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "pathway_edges_to_id_fkey"
      columns: ["to_id"]
isOneToOne: false
      referencedRelation: "career_pathways"
      referencedColumns: ["id"]
    }
                  ]
                },"pathway_requirements": {
                  Row: {
                    "level": number,"mandatory": boolean,"pathway_id": string,"skill_id": string,"weight": number
                  }
                  ComputedFields: never
                  Insert: {
                    "level": number,"mandatory"?: boolean,"pathway_id": string,"skill_id": string,"weight"?: number
                  }
                  Update: {
                    "level"?: number,"mandatory"?: boolean,"pathway_id"?: string,"skill_id"?: string,"weight"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "pathway_requirements_pathway_id_fkey"
      columns: ["pathway_id"]
isOneToOne: false
      referencedRelation: "career_pathways"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "pathway_requirements_skill_id_fkey"
      columns: ["skill_id"]
isOneToOne: false
      referencedRelation: "skills"
      referencedColumns: ["id"]
    }
                  ]
                },"pathway_titles": {
                  Row: {
                    "id": string,"pathway_id": string,"title": string,"title_key": string
                  }
                  ComputedFields: never
                  Insert: {
                    "id"?: string,"pathway_id": string,"title": string,"title_key"?: never
                  }
                  Update: {
                    "id"?: string,"pathway_id"?: string,"title"?: string,"title_key"?: never
                  }
                  Relationships: [
                    {
      foreignKeyName: "pathway_titles_pathway_id_fkey"
      columns: ["pathway_id"]
isOneToOne: false
      referencedRelation: "career_pathways"
      referencedColumns: ["id"]
    }
                  ]
                },"pathway_totals": {
                  Row: {
                    "mandatory": number,"pathway_id": string,"requirements": number,"weight": number
                  }
                  ComputedFields: never
                  Insert: {
                    "mandatory": number,"pathway_id": string,"requirements": number,"weight": number
                  }
                  Update: {
                    "mandatory"?: number,"pathway_id"?: string,"requirements"?: number,"weight"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "pathway_totals_pathway_id_fkey"
      columns: ["pathway_id"]
isOneToOne: true
      referencedRelation: "career_pathways"
      referencedColumns: ["id"]
    }
                  ]
                },"placements": {
                  Row: {
                    "id": string,"org_unit_id": string | null,"pathway_id": string | null,"since": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "id"?: string,"org_unit_id"?: string | null,"pathway_id"?: string | null,"since"?: string | null,"user_id": string
                  }
                  Update: {
                    "id"?: string,"org_unit_id"?: string | null,"pathway_id"?: string | null,"since"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "placements_org_unit_id_fkey"
      columns: ["org_unit_id"]
isOneToOne: false
      referencedRelation: "org_units"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "placements_pathway_id_fkey"
      columns: ["pathway_id"]
isOneToOne: false
      referencedRelation: "career_pathways"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "placements_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"position_history": {
                  Row: {
                    "created_at": string,"ended_on": string | null,"focus_areas": (string)[],"id": string,"key_skills": (string)[],"organization": string | null,"pathway_id": string | null,"role_title": string,"source": string,"started_on": string | null,"updated_at": string,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"ended_on"?: string | null,"focus_areas"?: (string)[],"id"?: string,"key_skills"?: (string)[],"organization"?: string | null,"pathway_id"?: string | null,"role_title": string,"source"?: string,"started_on"?: string | null,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"ended_on"?: string | null,"focus_areas"?: (string)[],"id"?: string,"key_skills"?: (string)[],"organization"?: string | null,"pathway_id"?: string | null,"role_title"?: string,"source"?: string,"started_on"?: string | null,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "position_history_pathway_id_fkey"
      columns: ["pathway_id"]
isOneToOne: false
      referencedRelation: "career_pathways"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "position_history_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"programme_members": {
                  Row: {
                    "joined_at": string,"places": number | null,"programme_id": string,"role": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "joined_at"?: string,"places"?: number | null,"programme_id": string,"role": string,"user_id": string
                  }
                  Update: {
                    "joined_at"?: string,"places"?: number | null,"programme_id"?: string,"role"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "programme_members_programme_id_fkey"
      columns: ["programme_id"]
isOneToOne: false
      referencedRelation: "programmes"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "programme_members_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"programme_proposals": {
                  Row: {
                    "created_at": string,"goal": number,"id": string,"interests": number,"logistics": number,"mentee_id": string,"mentee_rank": number,"mentor_id": string,"mentor_rank": number,"mentorship_id": string | null,"need": number,"programme_id": string,"score": number,"status": string,"wish": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"goal": number,"id"?: string,"interests": number,"logistics": number,"mentee_id": string,"mentee_rank": number,"mentor_id": string,"mentor_rank": number,"mentorship_id"?: string | null,"need": number,"programme_id": string,"score": number,"status"?: string,"wish"?: number | null
                  }
                  Update: {
                    "created_at"?: string,"goal"?: number,"id"?: string,"interests"?: number,"logistics"?: number,"mentee_id"?: string,"mentee_rank"?: number,"mentor_id"?: string,"mentor_rank"?: number,"mentorship_id"?: string | null,"need"?: number,"programme_id"?: string,"score"?: number,"status"?: string,"wish"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "programme_proposals_mentee_id_fkey"
      columns: ["mentee_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "programme_proposals_mentor_id_fkey"
      columns: ["mentor_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "programme_proposals_mentorship_id_fkey"
      columns: ["mentorship_id"]
isOneToOne: false
      referencedRelation: "mentorships"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "programme_proposals_programme_id_fkey"
      columns: ["programme_id"]
isOneToOne: false
      referencedRelation: "programmes"
      referencedColumns: ["id"]
    }
                  ]
                },"programme_rankings": {
                  Row: {
                    "mentee_id": string,"mentor_id": string,"position": number,"programme_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "mentee_id": string,"mentor_id": string,"position": number,"programme_id": string
                  }
                  Update: {
                    "mentee_id"?: string,"mentor_id"?: string,"position"?: number,"programme_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "programme_rankings_mentee_id_fkey"
      columns: ["mentee_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "programme_rankings_mentor_id_fkey"
      columns: ["mentor_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "programme_rankings_programme_id_mentee_id_fkey"
      columns: ["programme_id","mentee_id"]
isOneToOne: false
      referencedRelation: "programme_members"
      referencedColumns: ["programme_id","user_id"]
    },{
      foreignKeyName: "programme_rankings_programme_id_mentor_id_fkey"
      columns: ["programme_id","mentor_id"]
isOneToOne: false
      referencedRelation: "programme_members"
      referencedColumns: ["programme_id","user_id"]
    }
                  ]
                },"programme_units": {
                  Row: {
                    "org_unit_id": string,"programme_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "org_unit_id": string,"programme_id": string
                  }
                  Update: {
                    "org_unit_id"?: string,"programme_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "programme_units_org_unit_id_fkey"
      columns: ["org_unit_id"]
isOneToOne: false
      referencedRelation: "org_units"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "programme_units_programme_id_fkey"
      columns: ["programme_id"]
isOneToOne: false
      referencedRelation: "programmes"
      referencedColumns: ["id"]
    }
                  ]
                },"programmes": {
                  Row: {
                    "created_at": string,"description": string | null,"duration_weeks": number,"id": string,"max_level": number | null,"max_months": number | null,"min_level": number | null,"min_months": number | null,"name": string,"status": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"description"?: string | null,"duration_weeks"?: number,"id"?: string,"max_level"?: number | null,"max_months"?: number | null,"min_level"?: number | null,"min_months"?: number | null,"name": string,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"description"?: string | null,"duration_weeks"?: number,"id"?: string,"max_level"?: number | null,"max_months"?: number | null,"min_level"?: number | null,"min_months"?: number | null,"name"?: string,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    
                  ]
                },"projects": {
                  Row: {
                    "confirmed_at": string | null,"confirmed_by": string | null,"created_at": string,"description": string | null,"ended_on": string | null,"id": string,"name": string,"outcomes": (string)[],"role": string | null,"source": string,"started_on": string | null,"updated_at": string,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "confirmed_at"?: string | null,"confirmed_by"?: string | null,"created_at"?: string,"description"?: string | null,"ended_on"?: string | null,"id"?: string,"name": string,"outcomes"?: (string)[],"role"?: string | null,"source"?: string,"started_on"?: string | null,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Update: {
                    "confirmed_at"?: string | null,"confirmed_by"?: string | null,"created_at"?: string,"description"?: string | null,"ended_on"?: string | null,"id"?: string,"name"?: string,"outcomes"?: (string)[],"role"?: string | null,"source"?: string,"started_on"?: string | null,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "projects_confirmed_by_fkey"
      columns: ["confirmed_by"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "projects_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"publication_stays": {
                  Row: {
                    "from_no": number,"measure": string,"unit": string,"until_no": number | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "from_no": number,"measure": string,"unit": string,"until_no"?: number | null,"user_id": string
                  }
                  Update: {
                    "from_no"?: number,"measure"?: string,"unit"?: string,"until_no"?: number | null,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "publication_stays_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"pulse_participations": {
                  Row: {
                    "org_unit_id": string | null,"survey_id": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "org_unit_id"?: string | null,"survey_id": string,"user_id": string
                  }
                  Update: {
                    "org_unit_id"?: string | null,"survey_id"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "pulse_participations_org_unit_id_fkey"
      columns: ["org_unit_id"]
isOneToOne: false
      referencedRelation: "org_units"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "pulse_participations_survey_id_fkey"
      columns: ["survey_id"]
isOneToOne: false
      referencedRelation: "surveys"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "pulse_participations_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"reporting_lines": {
                  Row: {
                    "depth": number,"manager_id": string,"report_id": string,"since": string
                  }
                  ComputedFields: never
                  Insert: {
                    "depth": number,"manager_id": string,"report_id": string,"since"?: string
                  }
                  Update: {
                    "depth"?: number,"manager_id"?: string,"report_id"?: string,"since"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "reporting_lines_manager_id_fkey"
      columns: ["manager_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "reporting_lines_report_id_fkey"
      columns: ["report_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"skill_aliases": {
                  Row: {
                    "alias": string,"alias_key": string,"id": string,"search_text": string,"skill_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "alias": string,"alias_key"?: never,"id"?: string,"search_text"?: never,"skill_id": string
                  }
                  Update: {
                    "alias"?: string,"alias_key"?: never,"id"?: string,"search_text"?: never,"skill_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "skill_aliases_skill_id_fkey"
      columns: ["skill_id"]
isOneToOne: false
      referencedRelation: "skills"
      referencedColumns: ["id"]
    }
                  ]
                },"skill_assessments": {
                  Row: {
                    "assessed_at": string,"assessor_id": string | null,"counts": boolean,"created_at": string,"declined_at": string | null,"id": string,"level": number,"skill_id": string,"source": string,"user_id": string,"valid_until": string | null,"withdrawn_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "assessed_at"?: string,"assessor_id"?: string | null,"counts"?: boolean,"created_at"?: string,"declined_at"?: string | null,"id"?: string,"level": number,"skill_id": string,"source": string,"user_id": string,"valid_until"?: string | null,"withdrawn_at"?: string | null
                  }
                  Update: {
                    "assessed_at"?: string,"assessor_id"?: string | null,"counts"?: boolean,"created_at"?: string,"declined_at"?: string | null,"id"?: string,"level"?: number,"skill_id"?: string,"source"?: string,"user_id"?: string,"valid_until"?: string | null,"withdrawn_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "skill_assessments_assessor_id_fkey"
      columns: ["assessor_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "skill_assessments_user_id_skill_id_fkey"
      columns: ["user_id","skill_id"]
isOneToOne: false
      referencedRelation: "user_skills"
      referencedColumns: ["user_id","skill_id"]
    }
                  ]
                },"skill_evidence": {
                  Row: {
                    "added_at": string,"id": string,"note": string | null,"skill_id": string,"title": string,"url": string | null,"user_id": string,"withdrawn_at": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "added_at"?: string,"id"?: string,"note"?: string | null,"skill_id": string,"title": string,"url"?: string | null,"user_id": string,"withdrawn_at"?: string | null
                  }
                  Update: {
                    "added_at"?: string,"id"?: string,"note"?: string | null,"skill_id"?: string,"title"?: string,"url"?: string | null,"user_id"?: string,"withdrawn_at"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "skill_evidence_user_id_skill_id_fkey"
      columns: ["user_id","skill_id"]
isOneToOne: false
      referencedRelation: "user_skills"
      referencedColumns: ["user_id","skill_id"]
    }
                  ]
                },"skill_proposals": {
                  Row: {
                    "proposed_at": string,"skill_id": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "proposed_at"?: string,"skill_id": string,"user_id": string
                  }
                  Update: {
                    "proposed_at"?: string,"skill_id"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "skill_proposals_skill_id_fkey"
      columns: ["skill_id"]
isOneToOne: true
      referencedRelation: "skills"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "skill_proposals_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"skill_relations": {
                  Row: {
                    "from_id": string,"kind": string,"to_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "from_id": string,"kind": string,"to_id": string
                  }
                  Update: {
                    "from_id"?: string,"kind"?: string,"to_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "skill_relations_from_id_fkey"
      columns: ["from_id"]
isOneToOne: false
      referencedRelation: "skills"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "skill_relations_to_id_fkey"
      columns: ["to_id"]
isOneToOne: false
      referencedRelation: "skills"
      referencedColumns: ["id"]
    }
                  ]
                },"skill_validation_requests": {
                  Row: {
                    "created_at": string,"decided_at": string | null,"decided_by": string | null,"id": string,"note": string | null,"requested_at": string,"skill_id": string,"status": string,"updated_at": string,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"id"?: string,"note"?: string | null,"requested_at"?: string,"skill_id": string,"status"?: string,"updated_at"?: string,"user_id": string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"id"?: string,"note"?: string | null,"requested_at"?: string,"skill_id"?: string,"status"?: string,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "skill_validation_requests_decided_by_fkey"
      columns: ["decided_by"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "skill_validation_requests_user_id_skill_id_fkey"
      columns: ["user_id","skill_id"]
isOneToOne: false
      referencedRelation: "user_skills"
      referencedColumns: ["user_id","skill_id"]
    }
                  ]
                },"skill_validations": {
                  Row: {
                    "assessment_id": string | null,"comment": string | null,"decided_at": string,"decided_by": string | null,"id": string,"level": number | null,"outcome": string,"request_id": string | null,"skill_id": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "assessment_id"?: string | null,"comment"?: string | null,"decided_at"?: string,"decided_by"?: string | null,"id"?: string,"level"?: number | null,"outcome": string,"request_id"?: string | null,"skill_id": string,"user_id": string
                  }
                  Update: {
                    "assessment_id"?: string | null,"comment"?: string | null,"decided_at"?: string,"decided_by"?: string | null,"id"?: string,"level"?: number | null,"outcome"?: string,"request_id"?: string | null,"skill_id"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "skill_validations_assessment_id_fkey"
      columns: ["assessment_id"]
isOneToOne: false
      referencedRelation: "skill_assessments"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "skill_validations_decided_by_fkey"
      columns: ["decided_by"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "skill_validations_request_id_fkey"
      columns: ["request_id"]
isOneToOne: false
      referencedRelation: "skill_validation_requests"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "skill_validations_user_id_skill_id_fkey"
      columns: ["user_id","skill_id"]
isOneToOne: false
      referencedRelation: "user_skills"
      referencedColumns: ["user_id","skill_id"]
    }
                  ]
                },"skills": {
                  Row: {
                    "created_at": string,"description": string | null,"external_uri": string | null,"half_life_months": number,"id": string,"merged_into": string | null,"name": string,"name_key": string,"search_text": string,"specialization_id": string | null,"status": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"description"?: string | null,"external_uri"?: string | null,"half_life_months"?: number,"id"?: string,"merged_into"?: string | null,"name": string,"name_key"?: never,"search_text"?: never,"specialization_id"?: string | null,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"description"?: string | null,"external_uri"?: string | null,"half_life_months"?: number,"id"?: string,"merged_into"?: string | null,"name"?: string,"name_key"?: never,"search_text"?: never,"specialization_id"?: string | null,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "skills_merged_into_fkey"
      columns: ["merged_into"]
isOneToOne: false
      referencedRelation: "skills"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "skills_specialization_id_fkey"
      columns: ["specialization_id"]
isOneToOne: false
      referencedRelation: "specializations"
      referencedColumns: ["id"]
    }
                  ]
                },"specializations": {
                  Row: {
                    "created_at": string,"description": string | null,"external_uri": string | null,"function_area_id": string,"id": string,"name": string,"name_key": string,"status": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"description"?: string | null,"external_uri"?: string | null,"function_area_id": string,"id"?: string,"name": string,"name_key"?: never,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"description"?: string | null,"external_uri"?: string | null,"function_area_id"?: string,"id"?: string,"name"?: string,"name_key"?: never,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "specializations_function_area_id_fkey"
      columns: ["function_area_id"]
isOneToOne: false
      referencedRelation: "function_areas"
      referencedColumns: ["id"]
    }
                  ]
                },"support_resources": {
                  Row: {
                    "country": string | null,"created_at": string,"description": string | null,"id": string,"kind": string,"name": string,"phone": string | null,"position": number,"reviewed_on": string | null,"updated_at": string,"url": string | null,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "country"?: string | null,"created_at"?: string,"description"?: string | null,"id"?: string,"kind": string,"name": string,"phone"?: string | null,"position"?: number,"reviewed_on"?: string | null,"updated_at"?: string,"url"?: string | null,"version"?: number
                  }
                  Update: {
                    "country"?: string | null,"created_at"?: string,"description"?: string | null,"id"?: string,"kind"?: string,"name"?: string,"phone"?: string | null,"position"?: number,"reviewed_on"?: string | null,"updated_at"?: string,"url"?: string | null,"version"?: number
                  }
                  Relationships: [
                    
                  ]
                },"surveys": {
                  Row: {
                    "closed_at": string | null,"closes_on": string | null,"comments": boolean,"created_at": string,"created_by": string | null,"id": string,"name": string,"opened_at": string | null,"opens_on": string | null,"org_unit_id": string | null,"question": string,"status": string,"told_until": string | null,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "closed_at"?: string | null,"closes_on"?: string | null,"comments"?: boolean,"created_at"?: string,"created_by"?: string | null,"id"?: string,"name": string,"opened_at"?: string | null,"opens_on"?: string | null,"org_unit_id"?: string | null,"question": string,"status"?: string,"told_until"?: string | null,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "closed_at"?: string | null,"closes_on"?: string | null,"comments"?: boolean,"created_at"?: string,"created_by"?: string | null,"id"?: string,"name"?: string,"opened_at"?: string | null,"opens_on"?: string | null,"org_unit_id"?: string | null,"question"?: string,"status"?: string,"told_until"?: string | null,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "surveys_created_by_fkey"
      columns: ["created_by"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "surveys_org_unit_id_fkey"
      columns: ["org_unit_id"]
isOneToOne: false
      referencedRelation: "org_units"
      referencedColumns: ["id"]
    }
                  ]
                },"taxonomy_sources": {
                  Row: {
                    "attribution": string,"edition": string | null,"imported_at": string | null,"name": string,"url": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attribution": string,"edition"?: string | null,"imported_at"?: string | null,"name": string,"url": string
                  }
                  Update: {
                    "attribution"?: string,"edition"?: string | null,"imported_at"?: string | null,"name"?: string,"url"?: string
                  }
                  Relationships: [
                    
                  ]
                },"teams_led": {
                  Row: {
                    "at_least": number,"id": string,"reached_on": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "at_least": number,"id"?: string,"reached_on"?: string,"user_id": string
                  }
                  Update: {
                    "at_least"?: number,"id"?: string,"reached_on"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "teams_led_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"unit_analytics": {
                  Row: {
                    "completions": number,"courses_completed": number,"day": string,"endorsements_given": number,"feedback_given": number,"goal_moves": number,"goals_achieved": number,"goals_active": number,"learning_minutes": number,"level_sum": number,"meetings": number,"mentorships_active": number,"minutes_learned": number,"org_unit_id": string,"people": number,"skill_changes": number,"skills": number,"skills_rated": number,"skills_validated": number
                  }
                  ComputedFields: never
                  Insert: {
                    "completions": number,"courses_completed": number,"day": string,"endorsements_given": number,"feedback_given": number,"goal_moves": number,"goals_achieved": number,"goals_active": number,"learning_minutes": number,"level_sum": number,"meetings": number,"mentorships_active": number,"minutes_learned": number,"org_unit_id": string,"people": number,"skill_changes": number,"skills": number,"skills_rated": number,"skills_validated": number
                  }
                  Update: {
                    "completions"?: number,"courses_completed"?: number,"day"?: string,"endorsements_given"?: number,"feedback_given"?: number,"goal_moves"?: number,"goals_achieved"?: number,"goals_active"?: number,"learning_minutes"?: number,"level_sum"?: number,"meetings"?: number,"mentorships_active"?: number,"minutes_learned"?: number,"org_unit_id"?: string,"people"?: number,"skill_changes"?: number,"skills"?: number,"skills_rated"?: number,"skills_validated"?: number
                  }
                  Relationships: [
                    
                  ]
                },"user_analytics": {
                  Row: {
                    "completions": number,"courses_completed": number,"day": string,"endorsements_given": number,"feedback_given": number,"goal_moves": number,"goals_achieved": number,"goals_active": number,"learning_minutes": number,"level_sum": number,"meetings": number,"mentorships_active": number,"minutes_learned": number,"org_unit_id": string | null,"skill_changes": number,"skills": number,"skills_rated": number,"skills_validated": number,"until_day": string | null,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "completions": number,"courses_completed": number,"day": string,"endorsements_given": number,"feedback_given": number,"goal_moves": number,"goals_achieved": number,"goals_active": number,"learning_minutes": number,"level_sum": number,"meetings": number,"mentorships_active": number,"minutes_learned": number,"org_unit_id"?: string | null,"skill_changes": number,"skills": number,"skills_rated": number,"skills_validated": number,"until_day"?: string | null,"user_id": string
                  }
                  Update: {
                    "completions"?: number,"courses_completed"?: number,"day"?: string,"endorsements_given"?: number,"feedback_given"?: number,"goal_moves"?: number,"goals_achieved"?: number,"goals_active"?: number,"learning_minutes"?: number,"level_sum"?: number,"meetings"?: number,"mentorships_active"?: number,"minutes_learned"?: number,"org_unit_id"?: string | null,"skill_changes"?: number,"skills"?: number,"skills_rated"?: number,"skills_validated"?: number,"until_day"?: string | null,"user_id"?: string
                  }
                  Relationships: [
                    
                  ]
                },"user_career_goals": {
                  Row: {
                    "coverage_at_start": number | null,"created_at": string,"ended_at": string | null,"id": string,"pathway_id": string,"priority": string,"route": (string)[],"shared": boolean,"started_at": string | null,"status": string,"target_date": string | null,"target_position": string | null,"updated_at": string,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "coverage_at_start"?: number | null,"created_at"?: string,"ended_at"?: string | null,"id"?: string,"pathway_id": string,"priority"?: string,"route"?: (string)[],"shared"?: boolean,"started_at"?: string | null,"status"?: string,"target_date"?: string | null,"target_position"?: string | null,"updated_at"?: string,"user_id": string,"version"?: number
                  }
                  Update: {
                    "coverage_at_start"?: number | null,"created_at"?: string,"ended_at"?: string | null,"id"?: string,"pathway_id"?: string,"priority"?: string,"route"?: (string)[],"shared"?: boolean,"started_at"?: string | null,"status"?: string,"target_date"?: string | null,"target_position"?: string | null,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "user_career_goals_pathway_id_fkey"
      columns: ["pathway_id"]
isOneToOne: false
      referencedRelation: "career_pathways"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "user_career_goals_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"user_competencies": {
                  Row: {
                    "competency_id": string,"created_at": string,"level": number,"self_level": number | null,"source": string,"updated_at": string,"user_id": string,"validated_at": string | null,"validated_by": string | null,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "competency_id": string,"created_at"?: string,"level": number,"self_level"?: number | null,"source": string,"updated_at"?: string,"user_id": string,"validated_at"?: string | null,"validated_by"?: string | null,"version"?: number
                  }
                  Update: {
                    "competency_id"?: string,"created_at"?: string,"level"?: number,"self_level"?: number | null,"source"?: string,"updated_at"?: string,"user_id"?: string,"validated_at"?: string | null,"validated_by"?: string | null,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "user_competencies_competency_id_fkey"
      columns: ["competency_id"]
isOneToOne: false
      referencedRelation: "competencies"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "user_competencies_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "user_competencies_validated_by_fkey"
      columns: ["validated_by"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"user_diversity": {
                  Row: {
                    "age_group": string | null,"caring_responsibilities": string | null,"created_at": string,"disability": string | null,"ethnic_minority": string | null,"gender": string | null,"updated_at": string,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "age_group"?: string | null,"caring_responsibilities"?: string | null,"created_at"?: string,"disability"?: string | null,"ethnic_minority"?: string | null,"gender"?: string | null,"updated_at"?: string,"user_id": string,"version"?: number
                  }
                  Update: {
                    "age_group"?: string | null,"caring_responsibilities"?: string | null,"created_at"?: string,"disability"?: string | null,"ethnic_minority"?: string | null,"gender"?: string | null,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "user_diversity_user_id_fkey"
      columns: ["user_id"]
isOneToOne: true
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"user_experiences": {
                  Row: {
                    "created_at": string,"ended_on": string | null,"experience_type_id": string,"focus": string | null,"id": string,"organization": string | null,"program": string | null,"source": string,"started_on": string | null,"updated_at": string,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"ended_on"?: string | null,"experience_type_id": string,"focus"?: string | null,"id"?: string,"organization"?: string | null,"program"?: string | null,"source"?: string,"started_on"?: string | null,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"ended_on"?: string | null,"experience_type_id"?: string,"focus"?: string | null,"id"?: string,"organization"?: string | null,"program"?: string | null,"source"?: string,"started_on"?: string | null,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "user_experiences_experience_type_id_fkey"
      columns: ["experience_type_id"]
isOneToOne: false
      referencedRelation: "experience_types"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "user_experiences_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"user_languages": {
                  Row: {
                    "created_at": string,"id": string,"language": string,"proficiency": string,"updated_at": string,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"language": string,"proficiency": string,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"language"?: string,"proficiency"?: string,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "user_languages_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"user_personal_info": {
                  Row: {
                    "accessibility": NonNullable<Json>,"bio": string | null,"created_at": string,"interests": (string)[],"locale": string | null,"phone": string | null,"time_zone": string | null,"updated_at": string,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "accessibility"?: NonNullable<Json>,"bio"?: string | null,"created_at"?: string,"interests"?: (string)[],"locale"?: string | null,"phone"?: string | null,"time_zone"?: string | null,"updated_at"?: string,"user_id": string,"version"?: number
                  }
                  Update: {
                    "accessibility"?: NonNullable<Json>,"bio"?: string | null,"created_at"?: string,"interests"?: (string)[],"locale"?: string | null,"phone"?: string | null,"time_zone"?: string | null,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "user_personal_info_user_id_fkey"
      columns: ["user_id"]
isOneToOne: true
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"user_roles": {
                  Row: {
                    "granted_at": string,"role": string,"user_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "granted_at"?: string,"role": string,"user_id": string
                  }
                  Update: {
                    "granted_at"?: string,"role"?: string,"user_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "user_roles_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"user_skills": {
                  Row: {
                    "assessed_at": string | null,"created_at": string,"last_used": string | null,"level": number | null,"skill_id": string,"source": string | null,"updated_at": string,"user_id": string,"valid_until": string | null,"version": number,"visibility": string,"years_experience": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "assessed_at"?: string | null,"created_at"?: string,"last_used"?: string | null,"level"?: number | null,"skill_id": string,"source"?: string | null,"updated_at"?: string,"user_id": string,"valid_until"?: string | null,"version"?: number,"visibility"?: string,"years_experience"?: number | null
                  }
                  Update: {
                    "assessed_at"?: string | null,"created_at"?: string,"last_used"?: string | null,"level"?: number | null,"skill_id"?: string,"source"?: string | null,"updated_at"?: string,"user_id"?: string,"valid_until"?: string | null,"version"?: number,"visibility"?: string,"years_experience"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "user_skills_skill_id_fkey"
      columns: ["skill_id"]
isOneToOne: false
      referencedRelation: "skills"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "user_skills_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"user_training": {
                  Row: {
                    "assessed_by": string | null,"attempt": number,"certificate_expires_on": string | null,"certificate_number": string | null,"certificate_url": string | null,"completed_on": string | null,"course_id": string,"created_at": string,"decided_at": string | null,"decided_by": string | null,"edition": number,"ended_at": string | null,"enrolled_at": string | null,"id": string,"mandatory": boolean,"progress_percentage": number,"queued_at": string | null,"score": number | null,"session_id": string | null,"source": string,"started_at": string | null,"status": string,"updated_at": string,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "assessed_by"?: string | null,"attempt": number,"certificate_expires_on"?: string | null,"certificate_number"?: string | null,"certificate_url"?: string | null,"completed_on"?: string | null,"course_id": string,"created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"edition": number,"ended_at"?: string | null,"enrolled_at"?: string | null,"id"?: string,"mandatory"?: boolean,"progress_percentage"?: number,"queued_at"?: string | null,"score"?: number | null,"session_id"?: string | null,"source"?: string,"started_at"?: string | null,"status": string,"updated_at"?: string,"user_id": string,"version"?: number
                  }
                  Update: {
                    "assessed_by"?: string | null,"attempt"?: number,"certificate_expires_on"?: string | null,"certificate_number"?: string | null,"certificate_url"?: string | null,"completed_on"?: string | null,"course_id"?: string,"created_at"?: string,"decided_at"?: string | null,"decided_by"?: string | null,"edition"?: number,"ended_at"?: string | null,"enrolled_at"?: string | null,"id"?: string,"mandatory"?: boolean,"progress_percentage"?: number,"queued_at"?: string | null,"score"?: number | null,"session_id"?: string | null,"source"?: string,"started_at"?: string | null,"status"?: string,"updated_at"?: string,"user_id"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "user_training_assessed_by_fkey"
      columns: ["assessed_by"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "user_training_course_id_fkey"
      columns: ["course_id"]
isOneToOne: false
      referencedRelation: "courses"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "user_training_decided_by_fkey"
      columns: ["decided_by"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "user_training_session_id_course_id_fkey"
      columns: ["session_id","course_id"]
isOneToOne: false
      referencedRelation: "course_sessions"
      referencedColumns: ["id","course_id"]
    },{
      foreignKeyName: "user_training_user_id_fkey"
      columns: ["user_id"]
isOneToOne: false
      referencedRelation: "users"
      referencedColumns: ["id"]
    }
                  ]
                },"users": {
                  Row: {
                    "auth_id": string | null,"created_at": string,"email": string | null,"employee_id": string | null,"erased_at": string | null,"full_name": string,"id": string,"job_title": string | null,"last_login": string | null,"name_key": string,"office_location": string | null,"org_unit_id": string | null,"photo_url": string | null,"preferred_name": string | null,"search_text": string,"status": string,"updated_at": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                    "auth_id"?: string | null,"created_at"?: string,"email"?: string | null,"employee_id"?: string | null,"erased_at"?: string | null,"full_name": string,"id"?: string,"job_title"?: string | null,"last_login"?: string | null,"name_key"?: never,"office_location"?: string | null,"org_unit_id"?: string | null,"photo_url"?: string | null,"preferred_name"?: string | null,"search_text"?: never,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Update: {
                    "auth_id"?: string | null,"created_at"?: string,"email"?: string | null,"employee_id"?: string | null,"erased_at"?: string | null,"full_name"?: string,"id"?: string,"job_title"?: string | null,"last_login"?: string | null,"name_key"?: never,"office_location"?: string | null,"org_unit_id"?: string | null,"photo_url"?: string | null,"preferred_name"?: string | null,"search_text"?: never,"status"?: string,"updated_at"?: string,"version"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "users_org_unit_id_fkey"
      columns: ["org_unit_id"]
isOneToOne: false
      referencedRelation: "org_units"
      referencedColumns: ["id"]
    }
                  ]
                }
          }
          Views: {
            [_ in never]: never
          }
          Functions: {
            "acknowledge_notice":
{ Args: { "notice": string }; Returns: Json
                           },
"add_evidence":
{ Args: { "fields": Json,"skill": string }; Returns: Json
                           },
"answer_survey":
{ Args: { "comment"?: string,"score": number,"survey": string }; Returns: Json
                           },
"approve_catalogue_item":
{ Args: { "item": string,"kind": string }; Returns: Json
                           },
"approve_enrolment":
{ Args: { "comment"?: string,"enrolment": string }; Returns: Json
                           },
"approve_skill":
{ Args: { "skill": string }; Returns: Json
                           },
"begin_chat_message":
{ Args: { "daily_limit": number,"history_tokens": number,"message": Json,"reserved": number,"session": string }; Returns: Json
                           },
"carry_out_erasure":
{ Args: { "request": string }; Returns: Json
                           },
"check_certificate":
{ Args: { "number": string }; Returns: Json
                           },
"complete_enrolment":
{ Args: { "enrolment": string,"score"?: number }; Returns: Json
                           },
"confirm_project":
{ Args: { "project": string }; Returns: Json
                           },
"count_compliance":
{ Args: { "scope": string,"unit"?: string }; Returns: Json
                           },
"count_data_quality":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"count_request":
{ Args: { "action": string,"address"?: string,"email"?: string,"person"?: string }; Returns: Json
                           },
"count_unread_notifications":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"create_assignment":
{ Args: { "fields": Json }; Returns: Json
                           },
"create_catalogue_item":
{ Args: { "fields": Json,"kind": string }; Returns: Json
                           },
"create_chat_session":
{ Args: { "fields": Json }; Returns: Json
                           },
"create_course":
{ Args: { "fields": Json }; Returns: Json
                           },
"create_enrolment":
{ Args: { "fields": Json }; Returns: Json
                           },
"create_erasure_request":
{ Args: { "person": string,"request"?: string }; Returns: Json
                           },
"create_goal":
{ Args: { "fields": Json }; Returns: Json
                           },
"create_leadership_contest":
{ Args: { "fields": Json }; Returns: Json
                           },
"create_mentorship_item":
{ Args: { "fields": Json,"kind": string,"mentorship": string }; Returns: Json
                           },
"create_mentorship_request":
{ Args: { "fields": Json }; Returns: Json
                           },
"create_org_unit":
{ Args: { "fields": Json }; Returns: Json
                           },
"create_pathway":
{ Args: { "fields": Json }; Returns: Json
                           },
"create_plan":
{ Args: { "fields": Json }; Returns: Json
                           },
"create_programme":
{ Args: { "fields": Json }; Returns: Json
                           },
"create_session":
{ Args: { "course": string,"fields": Json }; Returns: Json
                           },
"create_skill":
{ Args: { "fields": Json }; Returns: Json
                           },
"create_support_resource":
{ Args: { "fields": Json }; Returns: Json
                           },
"create_survey":
{ Args: { "fields": Json }; Returns: Json
                           },
"create_user":
{ Args: { "fields": Json }; Returns: Json
                           },
"decide_leadership_contest":
{ Args: { "contest": string,"exclude"?: Json,"explanation": string,"outcome": string,"restore"?: Json }; Returns: Json
                           },
"decide_validations":
{ Args: { "items": Json }; Returns: Json
                           },
"decline_endorsement":
{ Args: { "endorsement": string }; Returns: Json
                           },
"delete_assignment":
{ Args: { "assignment": string }; Returns: undefined
                           },
"delete_chat_session":
{ Args: { "session": string }; Returns: undefined
                           },
"delete_diversity":
{ Args: Record<PropertyKey, never>; Returns: undefined
                           },
"delete_goal":
{ Args: { "goal": string }; Returns: undefined
                           },
"delete_me":
{ Args: { "confirmation": string }; Returns: undefined
                           },
"delete_mentor_profile":
{ Args: Record<PropertyKey, never>; Returns: undefined
                           },
"delete_mentorship_item":
{ Args: { "item": string,"kind": string,"mentorship": string }; Returns: undefined
                           },
"delete_plan":
{ Args: { "plan": string }; Returns: undefined
                           },
"delete_programme":
{ Args: { "programme": string }; Returns: undefined
                           },
"delete_support_resource":
{ Args: { "expected_etag"?: string,"resource": string }; Returns: undefined
                           },
"delete_survey":
{ Args: { "survey": string }; Returns: undefined
                           },
"dismiss_pathway":
{ Args: { "dismissed"?: boolean,"pathway": string }; Returns: Json
                           },
"due_jobs":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"endorse_skill":
{ Args: { "endorsement"?: string,"given": number,"person": string,"skill": string }; Returns: Json
                           },
"export_me":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"extend_ai_reservation":
{ Args: { "answer": string,"daily_limit": number,"needed": number }; Returns: boolean
                           },
"fail_enrolment":
{ Args: { "enrolment": string,"score"?: number }; Returns: Json
                           },
"finish_chat_message":
{ Args: { "answer": string,"outcome": Json }; Returns: Json
                           },
"get_ai_usage":
{ Args: { "daily_limit": number }; Returns: Json
                           },
"get_assignment":
{ Args: { "assignment": string }; Returns: Json
                           },
"get_assignments":
{ Args: { "after"?: Json,"course"?: string,"page_size"?: number,"want_total"?: boolean }; Returns: Json
                           },
"get_audit":
{ Args: { "after"?: Json,"page_size"?: number,"since"?: string,"subjects"?: (string)[],"tables"?: (string)[],"until"?: string,"want_total"?: boolean }; Returns: Json
                           },
"get_catalogue_item":
{ Args: { "item": string,"kind": string }; Returns: Json
                           },
"get_certificate":
{ Args: { "enrolment": string }; Returns: Json
                           },
"get_chat_messages":
{ Args: { "after"?: Json,"page_size"?: number,"session": string,"want_total"?: boolean }; Returns: Json
                           },
"get_chat_session":
{ Args: { "session": string }; Returns: Json
                           },
"get_chat_sessions":
{ Args: { "after"?: Json,"page_size"?: number,"want_total"?: boolean }; Returns: Json
                           },
"get_competencies_of":
{ Args: { "after"?: Json,"page_size"?: number,"person"?: string,"want_total"?: boolean }; Returns: Json
                           },
"get_compliance":
{ Args: { "after"?: Json,"course"?: string,"page_size"?: number,"scope": string,"states"?: (string)[],"unit"?: string,"want_total"?: boolean }; Returns: Json
                           },
"get_course":
{ Args: { "course": string }; Returns: Json
                           },
"get_course_set":
{ Args: { "pathway"?: string }; Returns: Json
                           },
"get_current_gap":
{ Args: { "person": string }; Returns: Json
                           },
"get_dashboard":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"get_data_quality":
{ Args: { "after"?: Json,"kinds"?: (string)[],"page_size"?: number,"want_total"?: boolean }; Returns: Json
                           },
"get_deciders":
{ Args: { "person": string }; Returns: Json
                           },
"get_delegate":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"get_diversity":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"get_enrolment":
{ Args: { "enrolment": string }; Returns: Json
                           },
"get_enrolments":
{ Args: { "after"?: Json,"course_ids"?: (string)[],"page_size"?: number,"scope"?: string,"session_ids"?: (string)[],"statuses"?: (string)[],"user_ids"?: (string)[],"want_total"?: boolean }; Returns: Json
                           },
"get_erasure_requests":
{ Args: { "after"?: Json,"page_size"?: number,"statuses"?: (string)[],"want_total"?: boolean }; Returns: Json
                           },
"get_evidence":
{ Args: { "after"?: Json,"page_size"?: number,"skill": string,"want_total"?: boolean }; Returns: Json
                           },
"get_fairness":
{ Args: { "after"?: Json,"from_month"?: string,"measures"?: (string)[],"page_size"?: number,"until_month"?: string,"want_total"?: boolean }; Returns: Json
                           },
"get_features":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"get_gap":
{ Args: { "pathway": string,"person"?: string }; Returns: Json
                           },
"get_gaps":
{ Args: { "pathways"?: (string)[] }; Returns: Json
                           },
"get_goal":
{ Args: { "goal": string }; Returns: Json
                           },
"get_goals":
{ Args: { "after"?: Json,"page_size"?: number,"person"?: string,"statuses"?: (string)[],"want_total"?: boolean }; Returns: Json
                           },
"get_import":
{ Args: { "run": string }; Returns: Json
                           },
"get_import_rows":
{ Args: { "after"?: Json,"page_size"?: number,"run": string,"statuses"?: (string)[],"want_total"?: boolean }; Returns: Json
                           },
"get_inbox":
{ Args: { "after"?: Json,"kinds"?: (string)[],"page_size"?: number,"want_total"?: boolean }; Returns: Json
                           },
"get_insights":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"get_job_runs":
{ Args: { "after"?: Json,"jobs"?: (string)[],"page_size"?: number,"want_total"?: boolean }; Returns: Json
                           },
"get_leadership":
{ Args: { "as_of"?: string }; Returns: Json
                           },
"get_leadership_competencies":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"get_leadership_contest":
{ Args: { "contest": string }; Returns: Json
                           },
"get_leadership_contests":
{ Args: { "after"?: Json,"page_size"?: number,"statuses"?: (string)[],"want_total"?: boolean }; Returns: Json
                           },
"get_matches":
{ Args: { "after"?: Json,"page_size"?: number,"skills"?: (string)[],"want_total"?: boolean }; Returns: Json
                           },
"get_matrix":
{ Args: { "skill_ids"?: (string)[],"unit"?: string }; Returns: Json
                           },
"get_me":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"get_mentor":
{ Args: { "person": string }; Returns: Json
                           },
"get_mentor_profile":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"get_mentorship":
{ Args: { "mentorship": string }; Returns: Json
                           },
"get_mentorship_feedback":
{ Args: { "mentorship": string }; Returns: Json
                           },
"get_mentorship_item":
{ Args: { "item": string,"kind": string,"mentorship": string }; Returns: Json
                           },
"get_mentorship_items":
{ Args: { "after"?: Json,"kind": string,"mentorship": string,"page_size"?: number,"want_total"?: boolean }; Returns: Json
                           },
"get_mentorship_request":
{ Args: { "request": string }; Returns: Json
                           },
"get_mentorship_requests":
{ Args: { "after"?: Json,"box"?: string,"page_size"?: number,"person"?: string,"statuses"?: (string)[],"want_total"?: boolean }; Returns: Json
                           },
"get_mentorships":
{ Args: { "after"?: Json,"page_size"?: number,"part"?: string,"person"?: string,"statuses"?: (string)[],"want_total"?: boolean }; Returns: Json
                           },
"get_metrics":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"get_my_changes":
{ Args: { "since": string }; Returns: Json
                           },
"get_my_compliance":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"get_my_endorsements":
{ Args: { "after"?: Json,"page_size"?: number,"statuses"?: (string)[],"want_total"?: boolean }; Returns: Json
                           },
"get_my_engagement":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"get_my_leadership_contests":
{ Args: { "after"?: Json,"page_size"?: number,"want_total"?: boolean }; Returns: Json
                           },
"get_my_skills":
{ Args: { "after"?: Json,"page_size"?: number,"want_total"?: boolean }; Returns: Json
                           },
"get_my_validation_requests":
{ Args: { "after"?: Json,"page_size"?: number,"statuses"?: (string)[],"want_total"?: boolean }; Returns: Json
                           },
"get_notices":
{ Args: { "after"?: Json,"page_size"?: number,"want_total"?: boolean }; Returns: Json
                           },
"get_notification_preferences":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"get_notifications":
{ Args: { "after"?: Json,"kinds"?: (string)[],"page_size"?: number,"unread"?: boolean,"want_total"?: boolean }; Returns: Json
                           },
"get_org_engagement":
{ Args: { "after"?: Json,"from_month"?: string,"page_size"?: number,"to_month"?: string,"unit"?: string,"want_total"?: boolean }; Returns: Json
                           },
"get_org_overview":
{ Args: { "from_month"?: string,"to_month"?: string,"unit"?: string }; Returns: Json
                           },
"get_org_skills":
{ Args: { "after"?: Json,"page_size"?: number,"skill_ids"?: (string)[],"unit"?: string,"want_total"?: boolean }; Returns: Json
                           },
"get_org_unit":
{ Args: { "unit": string }; Returns: Json
                           },
"get_pathway":
{ Args: { "pathway": string }; Returns: Json
                           },
"get_plan":
{ Args: { "plan": string }; Returns: Json
                           },
"get_plans":
{ Args: { "after"?: Json,"page_size"?: number,"scope"?: string,"statuses"?: (string)[],"want_total"?: boolean }; Returns: Json
                           },
"get_programme":
{ Args: { "programme": string }; Returns: Json
                           },
"get_programme_members":
{ Args: { "after"?: Json,"of_role"?: string,"page_size"?: number,"programme": string,"want_total"?: boolean }; Returns: Json
                           },
"get_programme_proposals":
{ Args: { "after"?: Json,"page_size"?: number,"programme": string,"statuses"?: (string)[],"want_total"?: boolean }; Returns: Json
                           },
"get_programmes":
{ Args: { "after"?: Json,"mine"?: boolean,"page_size"?: number,"statuses"?: (string)[],"want_total"?: boolean }; Returns: Json
                           },
"get_projects":
{ Args: { "after"?: Json,"confirmed"?: boolean,"page_size"?: number,"want_total"?: boolean }; Returns: Json
                           },
"get_recommendations":
{ Args: { "after"?: Json,"dismissed"?: boolean,"page_size"?: number,"want_total"?: boolean }; Returns: Json
                           },
"get_reports":
{ Args: { "after"?: Json,"max_depth"?: number,"page_size"?: number,"person": string,"want_total"?: boolean }; Returns: Json
                           },
"get_routes":
{ Args: { "k"?: number,"target": string }; Returns: Json
                           },
"get_scores":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"get_sessions":
{ Args: { "after"?: Json,"course": string,"page_size"?: number,"period"?: string,"statuses"?: (string)[],"want_total"?: boolean }; Returns: Json
                           },
"get_skill":
{ Args: { "skill": string }; Returns: Json
                           },
"get_skill_history":
{ Args: { "as_of"?: string,"skill": string }; Returns: Json
                           },
"get_suggestions":
{ Args: { "most"?: number }; Returns: Json
                           },
"get_support_resources":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"get_survey":
{ Args: { "survey": string }; Returns: Json
                           },
"get_survey_comments":
{ Args: { "after"?: Json,"page_size"?: number,"survey": string,"want_total"?: boolean }; Returns: Json
                           },
"get_survey_results":
{ Args: { "survey": string }; Returns: Json
                           },
"get_surveys":
{ Args: { "after"?: Json,"page_size"?: number,"statuses"?: (string)[],"want_total"?: boolean }; Returns: Json
                           },
"get_taxonomy":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"get_team_overview":
{ Args: { "from_day": string,"scope": string,"to_day": string }; Returns: Json
                           },
"get_team_people":
{ Args: { "after"?: Json,"from_day": string,"page_size"?: number,"scope": string,"to_day": string,"want_total"?: boolean }; Returns: Json
                           },
"get_unmapped_titles":
{ Args: { "after"?: Json,"page_size"?: number,"want_total"?: boolean }; Returns: Json
                           },
"get_user":
{ Args: { "person": string }; Returns: Json
                           },
"get_user_skills":
{ Args: { "after"?: Json,"page_size"?: number,"person": string,"want_total"?: boolean }; Returns: Json
                           },
"get_validations":
{ Args: { "after"?: Json,"page_size"?: number,"statuses"?: (string)[],"want_total"?: boolean }; Returns: Json
                           },
"give_mentorship_feedback":
{ Args: { "fields": Json,"mentorship": string }; Returns: Json
                           },
"import_completions":
{ Args: { "is_dry_run"?: boolean,"rows": Json }; Returns: Json
                           },
"import_courses":
{ Args: { "is_dry_run"?: boolean,"rows": Json }; Returns: Json
                           },
"import_profiles":
{ Args: { "elements": Json,"first_index": number,"is_dry_run"?: boolean,"is_new"?: boolean,"run": string }; Returns: Json
                           },
"import_taxonomy":
{ Args: { "is_dry_run"?: boolean,"rows": Json }; Returns: Json
                           },
"join_programme":
{ Args: { "as_role": string,"programme": string,"wanted_places"?: number }; Returns: Json
                           },
"leave_programme":
{ Args: { "programme": string }; Returns: Json
                           },
"leave_user":
{ Args: { "last_day": string,"person": string }; Returns: Json
                           },
"mark_no_show":
{ Args: { "enrolment": string }; Returns: Json
                           },
"match_programme":
{ Args: { "programme": string,"start"?: boolean }; Returns: Json
                           },
"merge_skill":
{ Args: { "skill": string,"target": string }; Returns: Json
                           },
"move_goal":
{ Args: { "goal": string,"move": string }; Returns: Json
                           },
"move_mentorship":
{ Args: { "mentorship": string,"move": string,"why"?: string }; Returns: Json
                           },
"move_mentorship_request":
{ Args: { "move": string,"request": string }; Returns: Json
                           },
"move_plan":
{ Args: { "comment"?: string,"move": string,"plan": string }; Returns: Json
                           },
"move_programme":
{ Args: { "move": string,"programme": string }; Returns: Json
                           },
"move_survey":
{ Args: { "move": string,"survey": string }; Returns: Json
                           },
"my_certifications":
{ Args: Record<PropertyKey, never>; Returns: {
              "created_at": string,
"credential_id": string | null,
"evidence_url": string | null,
"expires_on": string | null,
"id": string,
"issued_on": string | null,
"issuer": string | null,
"name": string,
"skill_id": string | null,
"source": string,
"updated_at": string,
"user_id": string,
"version": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "certifications"
        isOneToOne: false
        isSetofReturn: true
      } },
"my_education":
{ Args: Record<PropertyKey, never>; Returns: {
              "created_at": string,
"degree": string,
"ended_on": string | null,
"id": string,
"institution": string | null,
"started_on": string | null,
"updated_at": string,
"user_id": string,
"version": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "education"
        isOneToOne: false
        isSetofReturn: true
      } },
"my_experiences":
{ Args: Record<PropertyKey, never>; Returns: {
              "created_at": string,
"ended_on": string | null,
"experience_type_id": string,
"focus": string | null,
"id": string,
"organization": string | null,
"program": string | null,
"source": string,
"started_on": string | null,
"updated_at": string,
"user_id": string,
"version": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "user_experiences"
        isOneToOne: false
        isSetofReturn: true
      } },
"my_id":
{ Args: Record<PropertyKey, never>; Returns: string
                           },
"my_languages":
{ Args: Record<PropertyKey, never>; Returns: {
              "created_at": string,
"id": string,
"language": string,
"proficiency": string,
"updated_at": string,
"user_id": string,
"version": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "user_languages"
        isOneToOne: false
        isSetofReturn: true
      } },
"my_positions":
{ Args: Record<PropertyKey, never>; Returns: {
              "created_at": string,
"ended_on": string | null,
"focus_areas": (string)[],
"id": string,
"key_skills": (string)[],
"organization": string | null,
"pathway_id": string | null,
"role_title": string,
"source": string,
"started_on": string | null,
"updated_at": string,
"user_id": string,
"version": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "position_history"
        isOneToOne: false
        isSetofReturn: true
      } },
"my_projects":
{ Args: Record<PropertyKey, never>; Returns: {
              "confirmed_at": string | null,
"confirmed_by": string | null,
"created_at": string,
"description": string | null,
"ended_on": string | null,
"id": string,
"name": string,
"outcomes": (string)[],
"role": string | null,
"source": string,
"started_on": string | null,
"updated_at": string,
"user_id": string,
"version": number
            }[]
                          SetofOptions: {
        from: "*"
        to: "projects"
        isOneToOne: false
        isSetofReturn: true
      } },
"publish_edition":
{ Args: { "course": string,"expected_etag"?: string,"fields"?: Json }; Returns: Json
                           },
"publish_notice":
{ Args: { "fields": Json }; Returns: Json
                           },
"publish_proposals":
{ Args: { "after"?: string,"programme": string,"proposals"?: (string)[] }; Returns: Json
                           },
"read_all_notifications":
{ Args: { "before"?: string }; Returns: Json
                           },
"read_notification":
{ Args: { "notification": string }; Returns: Json
                           },
"refuse_erasure":
{ Args: { "reason": string,"request": string }; Returns: Json
                           },
"reject_enrolment":
{ Args: { "comment"?: string,"enrolment": string }; Returns: Json
                           },
"release_leadership_contest":
{ Args: { "contest": string }; Returns: Json
                           },
"remove_delegate":
{ Args: Record<PropertyKey, never>; Returns: undefined
                           },
"remove_exemption":
{ Args: { "assignment": string,"person": string }; Returns: undefined
                           },
"remove_my_skill":
{ Args: { "skill": string }; Returns: undefined
                           },
"request_validation":
{ Args: { "fields"?: Json,"skill": string }; Returns: Json
                           },
"retire_catalogue_item":
{ Args: { "item": string,"kind": string }; Returns: Json
                           },
"retire_skill":
{ Args: { "skill": string }; Returns: Json
                           },
"run_job_step":
{ Args: { "as_of"?: string,"job": string }; Returns: Json
                           },
"search_catalogue":
{ Args: { "after"?: Json,"area_ids"?: (string)[],"kind": string,"page_size"?: number,"q"?: string,"statuses"?: (string)[],"want_total"?: boolean }; Returns: Json
                           },
"search_courses":
{ Args: { "after"?: Json,"categories"?: (string)[],"difficulties"?: (string)[],"languages"?: (string)[],"max_hours"?: number,"page_size"?: number,"providers"?: (string)[],"q"?: string,"skill_ids"?: (string)[],"sort"?: string,"statuses"?: (string)[],"want_total"?: boolean }; Returns: Json
                           },
"search_mentors":
{ Args: { "after"?: Json,"page_size"?: number,"q"?: string,"want_total"?: boolean,"wanted_skills"?: (string)[] }; Returns: Json
                           },
"search_org_units":
{ Args: { "after"?: Json,"page_size"?: number,"parents"?: (string)[],"q"?: string,"top"?: boolean,"want_total"?: boolean }; Returns: Json
                           },
"search_pathways":
{ Args: { "after"?: Json,"levels"?: (number)[],"page_size"?: number,"q"?: string,"sort"?: string,"unit_ids"?: (string)[],"want_total"?: boolean,"with_gap"?: boolean }; Returns: Json
                           },
"search_skills":
{ Args: { "after"?: Json,"area_ids"?: (string)[],"page_size"?: number,"place_ids"?: (string)[],"q"?: string,"statuses"?: (string)[],"want_total"?: boolean }; Returns: Json
                           },
"search_users":
{ Args: { "after"?: Json,"ids"?: (string)[],"min_level"?: number,"page_size"?: number,"q"?: string,"unit_ids"?: (string)[],"want_total"?: boolean,"wanted_skills"?: (string)[] }; Returns: Json
                           },
"set_course_prerequisites":
{ Args: { "course": string,"expected_etag"?: string,"needed": (string)[] }; Returns: Json
                           },
"set_course_skills":
{ Args: { "course": string,"expected_etag"?: string,"items": Json }; Returns: Json
                           },
"set_delegate":
{ Args: { "delegate": string,"ends_on": string,"expected_etag"?: string,"starts_on": string }; Returns: Json
                           },
"set_diversity":
{ Args: { "expected_etag"?: string,"fields": Json }; Returns: Json
                           },
"set_exemption":
{ Args: { "assignment": string,"fields": Json,"person": string }; Returns: Json
                           },
"set_features":
{ Args: { "items": Json }; Returns: Json
                           },
"set_leadership_competencies":
{ Args: { "competencies": (string)[] }; Returns: Json
                           },
"set_mentor_profile":
{ Args: { "expected_etag"?: string,"fields": Json }; Returns: Json
                           },
"set_message_feedback":
{ Args: { "fields": Json,"message": string }; Returns: Json
                           },
"set_my_competencies":
{ Args: { "items": Json }; Returns: Json
                           },
"set_my_skill":
{ Args: { "expected_etag"?: string,"fields": Json,"skill": string }; Returns: Json
                           },
"set_my_skills":
{ Args: { "items": Json }; Returns: Json
                           },
"set_notification_preferences":
{ Args: { "items": Json }; Returns: Json
                           },
"set_pathway_competencies":
{ Args: { "expected_etag"?: string,"items": Json,"pathway": string }; Returns: Json
                           },
"set_pathway_edges":
{ Args: { "expected_etag"?: string,"items": Json,"pathway": string }; Returns: Json
                           },
"set_pathway_requirements":
{ Args: { "expected_etag"?: string,"items": Json,"pathway": string }; Returns: Json
                           },
"set_pathway_titles":
{ Args: { "expected_etag"?: string,"pathway": string,"titles": (string)[] }; Returns: Json
                           },
"set_programme_rankings":
{ Args: { "mentors": (string)[],"programme": string }; Returns: Json
                           },
"set_roles":
{ Args: { "person": string,"roles": (string)[] }; Returns: Json
                           },
"set_skill_relations":
{ Args: { "expected_etag"?: string,"items": Json,"skill": string }; Returns: Json
                           },
"suggest_skills":
{ Args: { "pasted"?: string }; Returns: Json
                           },
"take_leadership_contest":
{ Args: { "contest": string }; Returns: Json
                           },
"update_assignment":
{ Args: { "assignment": string,"expected_etag"?: string,"patch": Json }; Returns: Json
                           },
"update_catalogue_item":
{ Args: { "expected_etag"?: string,"item": string,"kind": string,"patch": Json }; Returns: Json
                           },
"update_chat_session":
{ Args: { "expected_etag"?: string,"patch": Json,"session": string }; Returns: Json
                           },
"update_course":
{ Args: { "course": string,"expected_etag"?: string,"patch": Json }; Returns: Json
                           },
"update_enrolment":
{ Args: { "enrolment": string,"expected_etag"?: string,"patch": Json }; Returns: Json
                           },
"update_goal":
{ Args: { "expected_etag"?: string,"goal": string,"patch": Json }; Returns: Json
                           },
"update_me":
{ Args: { "expected_etag"?: string,"patch": Json }; Returns: Json
                           },
"update_mentorship_item":
{ Args: { "expected_etag"?: string,"item": string,"kind": string,"mentorship": string,"patch": Json }; Returns: Json
                           },
"update_org_unit":
{ Args: { "expected_etag"?: string,"patch": Json,"unit": string }; Returns: Json
                           },
"update_pathway":
{ Args: { "expected_etag"?: string,"patch": Json,"pathway": string }; Returns: Json
                           },
"update_plan":
{ Args: { "expected_etag"?: string,"patch": Json,"plan": string }; Returns: Json
                           },
"update_programme":
{ Args: { "expected_etag"?: string,"patch": Json,"programme": string }; Returns: Json
                           },
"update_session":
{ Args: { "expected_etag"?: string,"patch": Json,"session": string }; Returns: Json
                           },
"update_skill":
{ Args: { "expected_etag"?: string,"patch": Json,"skill": string }; Returns: Json
                           },
"update_support_resource":
{ Args: { "expected_etag"?: string,"patch": Json,"resource": string }; Returns: Json
                           },
"update_survey":
{ Args: { "expected_etag"?: string,"patch": Json,"survey": string }; Returns: Json
                           },
"update_user":
{ Args: { "expected_etag"?: string,"patch": Json,"person": string }; Returns: Json
                           },
"validate_competency":
{ Args: { "competency": string,"given": number,"person": string }; Returns: Json
                           },
"what_if":
{ Args: { "pathway"?: string,"skills": Json }; Returns: Json
                           },
"withdraw_enrolment":
{ Args: { "enrolment": string }; Returns: Json
                           },
"withdraw_evidence":
{ Args: { "evidence": string }; Returns: Json
                           },
"withdraw_leadership_contest":
{ Args: { "contest": string }; Returns: Json
                           },
"withdraw_validation_request":
{ Args: { "request": string }; Returns: Json
                           }
          }
          Enums: {
            [_ in never]: never
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            
          }
        }
} as const
