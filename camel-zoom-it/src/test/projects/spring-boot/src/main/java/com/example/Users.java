package com.example;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Users {

    public static void main(String[] args) {
        SpringApplication.run(Users.class, args);
    }
}
